import { SPECS } from '../../../src/operations/specs';
import type { Route } from '../../route';

/** How one dialect says "get this user": the template, and where which form of the id stands. */
interface Spelling {
  readonly dialect: string;
  readonly method: string;
  readonly path: string;
  readonly id: { readonly in: 'path' | 'query' | 'body'; readonly name: string; readonly form: string };
}

/** What of the route table the console shows. */
export interface ConsoleFacts {
  /** The dialects that are switched on. */
  readonly dialects: readonly string[];
  /** Every name that the audit trail has for what was done. */
  readonly actions: readonly string[];
  /** "Get this user", as each of them says it. */
  readonly spellings: readonly Spelling[];
}

const spellingOf = ({ dialect, binding, method, path }: Route): Spelling[] => {
  const { user } = binding.at;
  if (binding.operation !== 'users.get' || !user || user.in === 'caller') return [];
  return [{ dialect: dialect.name, method, path, id: { in: user.in, name: user.name, form: user.form } }];
};

const firstOfEach = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.toReversed().map((item) => [key(item), item])).values(),
];

const auditNames = (): string[] =>
  Object.values(SPECS)
    .flatMap(({ audit }) => audit ?? [])
    .sort();

/** Reads from the table what the console must not say by heart. */
export const consoleFacts = (routes: readonly Route[]): ConsoleFacts => ({
  dialects: [...new Set(routes.map(({ dialect }) => dialect.name))],
  actions: auditNames(),
  spellings: firstOfEach(routes.flatMap(spellingOf), ({ dialect }) => dialect).toReversed(),
});
