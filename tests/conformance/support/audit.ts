import type { Answer } from '../../support/test-server';
import type { Performance } from './performing';
import type { Scene } from './scene';

/** An entry of the audit trail as the database has it, without its own id. */
export interface Entry {
  readonly dialect: string;
  readonly binding: string;
  readonly [column: string]: unknown;
}

const ENTRIES = `
  select action, result, actor_id, actor, token_id, target_type, target_id, dialect, binding, ip, at, request_id, details
  from audit_entries where request_id = $1 order by id`;

/** What a request left in the audit trail. */
export const entriesOf = async ({ server }: Scene, answer: Answer): Promise<Entry[]> =>
  (await server.database.pool.query(ENTRIES, [answer.headers['x-request-id']])).rows;

const TIME = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g;
const ULID = /"[0-7][0-9A-HJKMNP-TV-Z]{25}"/g;

/** Names for what is another's in every run, the longest first: a name may stand within an email. */
export type Aliases = ReadonlyMap<string, string>;

const NAMES = ['username', 'email', 'phone', 'name', 'employeeId'] as const;

/** What is this performance's own: whom it was about, in every way that entries name somebody. */
export const aliasesOf = ({ stage, target, saying, expected }: Performance): Aliases => {
  const people = [stage.person, expected ?? stage.person, saying.wrote];
  const named = people.flatMap((person) =>
    NAMES.flatMap((field): [string, string][] => {
      const value = (person as Record<string, unknown>)[field];
      return typeof value === 'string' ? [[value, field]] : [];
    }),
  );
  return new Map([
    ...named,
    // As the trail tells them: a number by its end alone, a name in the form by which it is looked up.
    [`…${stage.person.phone?.slice(-3)}`, 'phone'],
    [String(stage.person.employeeId?.toLowerCase()), 'employeeId'],
    [String(target.id), 'target'],
  ]);
};

const aliased = (text: string, aliases: Aliases): string =>
  [...aliases]
    .sort(([one], [other]) => other.length - one.length)
    .reduce((left, [value, name]) => left.replaceAll(JSON.stringify(value), `"<${name}>"`), text);

/** An entry without what differs from request to request: dialect, binding, ids, names, times. */
export const comparable = (
  { dialect: _dialect, binding: _binding, ...entry }: Entry,
  aliases: Aliases,
): string => {
  const { at: _at, request_id: _id, ...same } = entry;
  return aliased(JSON.stringify(same), aliases).replace(TIME, '"<time>"').replace(ULID, '"<ulid>"');
};
