import type { OperationId } from '../../../src/operations/contract';

/** The first half of an operation's name: what it is about. */
type Area = OperationId extends `${infer A}.${string}` ? A : never;

const TAGS: Readonly<Record<Area, string>> = {
  users: 'Accounts, and what administrators do to them.',
  roles: 'The fixed table of roles.',
  directory: 'Whole records, as the directory knows them.',
  audit: 'Who did what to whom.',
  tokens: 'API tokens: credentials of programs.',
  policies: 'What the holders of API tokens are granted.',
  auth: 'Sign-in, and what people do with their own account.',
  otp: 'One-time codes.',
  usage: 'Who calls what, how it is answered, and what is left of limits.',
  lifecycle: 'Which spellings are on their way out.',
  translate: 'Requests in the words of other dialects.',
  system: 'The service itself.',
};

/** The tag of an operation. */
export const tagOf = (operation: OperationId): Area => operation.split('.')[0] as Area;

/** The tags of these operations, in a fixed order. */
export const tagsOf = (operations: readonly OperationId[]): { name: string; description: string }[] => {
  const used = new Set(operations.map(tagOf));
  return (Object.entries(TAGS) as [Area, string][])
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
};
