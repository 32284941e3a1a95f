import type { Binding } from '../../binding';
import type { BodyField } from '../../codec/body';
import { toJsonSchema } from '../../codec/json-schema';
import type { Json } from '../../wire';
import { filledIn } from './variables';

/** What a body is to hold, by domain names. */
export type BodyValues = Readonly<Record<string, Json>>;

/** A variable that stands for a number: without the quotes of a JSON text (`toBodyText`). */
export const asNumber = (name: string): string => filledIn(`number:${name}`);

/** The body as text: JSON once the variables are filled in. */
export const toBodyText = (body: Json): string =>
  JSON.stringify(body, null, 2).replace(/"\{\{number:(\w+)\}\}"/g, '{{$1}}');

const UNIQUE = filledIn('unique');
const SECRET = filledIn('secret');
const PHONE = `+4930${filledIn('digits')}`;

/** What nobody else may have is made from the example, anew for each request. */
const MADE: Readonly<Record<string, (example: string) => string>> = {
  username: (example) => `${example}-${UNIQUE}`,
  email: (example) => example.replace('@', `-${UNIQUE}@`),
  name: (example) => `${example} ${UNIQUE}`,
  employeeId: (example) => `${example}-${UNIQUE}`,
  phone: () => PHONE,
  mobile: () => PHONE,
  password: (example) => `${example}-${SECRET}`,
  newPassword: (example) => `${example}-${SECRET}`,
};

/** What was told before, and is told again. */
const RECALLED: Readonly<Record<string, string>> = {
  currentPassword: filledIn('memberPassword'),
  refreshToken: filledIn('memberRefreshToken'),
  policyId: asNumber('policyId'),
  userId: asNumber('myId'),
};

/** How the member is named when it signs in: the first of these that the body has. */
const NAMES: readonly (readonly [to: string, value: string])[] = [
  ['identifier', filledIn('memberUsername')],
  ['username', filledIn('memberUsername')],
  ['email', filledIn('memberEmail')],
];

const credentialsOf = (fields: readonly BodyField[]): BodyValues => {
  const name = NAMES.find(([to]) => fields.some((field) => field.to === to));
  return { ...(name && { [name[0]]: name[1] }), password: filledIn('memberPassword') };
};

const sampleFor = ({ to, example, schema }: BodyField): Json => {
  const recalled = RECALLED[to];
  if (recalled !== undefined) return recalled;
  if (typeof example !== 'string') return example as Json;
  // A date in an example is in the past some day.
  if (toJsonSchema(schema)['format'] === 'date-time') return filledIn('inAYear');
  return MADE[to]?.(example) ?? example;
};

/** What a run sends in the body of a binding: the examples of its field table, made unique or recalled. */
export const valuesOf = ({ operation, body }: Binding): BodyValues => {
  const fields = body?.fields ?? [];
  if (operation === 'auth.signIn') return credentialsOf(fields);
  const told = fields.filter(({ example }) => example !== undefined);
  return Object.fromEntries(told.map((field) => [field.to, sampleFor(field)]));
};
