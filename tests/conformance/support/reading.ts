import { isDeepStrictEqual } from 'node:util';
import type { Shown } from '../../../routes/codec/reply';
import type { Person } from './person';

type Row = Readonly<Record<string, unknown>>;

/** What the envelope of an answer holds. */
const inside = ({ under }: Shown, json: unknown): unknown =>
  under === null ? json : (json as Row | undefined)?.[under];

/** The rows of a list's answer. */
export const rowsOf = (shown: Shown, json: unknown): Row[] => {
  const rows = inside(shown, json);
  if (!Array.isArray(rows)) throw new Error(`no list stands in ${JSON.stringify(json)}`);
  return rows;
};

/** Whether an answer in this shape tells anything of a user. */
export const tellsOfUsers = (shown: Shown | undefined): shown is Shown =>
  shown?.fields.some(({ shows }) => shows !== undefined) ?? false;

const second = (time: unknown): unknown =>
  typeof time === 'string' ? Math.floor(Date.parse(time) / 1000) : time;

const later = (one: string, other: string | null): string => (other !== null && other > one ? other : one);

const TIMES: readonly string[] = ['lastSignInAt', 'createdAt', 'updatedAt'];

/** What is to be told of a person's field; where a dialect tells a part (a declared loss), of which. */
const expected = (person: Person, field: string, isPartial: boolean): unknown => {
  if (field === 'name') return person.name ?? person.username;
  if (field === 'roles' && isPartial) return person.roles.slice(0, 1);
  if (field === 'updatedAt' && isPartial) return later(person.updatedAt, person.lastSignInAt);
  return person[field as keyof Person];
};

const isSame = (field: string, told: unknown, wanted: unknown): boolean =>
  TIMES.includes(field) ? second(told) === second(wanted) : isDeepStrictEqual(told, wanted);

/** How many fields a row tells, and each that it tells otherwise than the person is. */
export interface Comparison {
  readonly fields: number;
  readonly mismatches: readonly string[];
}

/** Reads a row of an answer back by its shape and holds it against the person. */
export const compareRow = ({ fields }: Shown, row: Row, person: Person): Comparison => {
  const telling = fields.filter(({ shows }) => shows !== undefined);
  const mismatches = telling.flatMap(({ key, shows = '', read, isPartial = false }) => {
    const told = read ? read(row[key]) : row[key];
    const wanted = expected(person, shows, isPartial);
    return isSame(shows, told, wanted)
      ? []
      : [`${key}: ${JSON.stringify(row[key])} is not ${shows} ${JSON.stringify(wanted)}`];
  });
  return { fields: telling.length, mismatches };
};

/** The same for an answer about one user. */
export const compareAnswer = (shown: Shown, json: unknown, person: Person): Comparison => {
  const row = inside(shown, json);
  return typeof row === 'object' && row !== null
    ? compareRow(shown, row as Row, person)
    : { fields: 0, mismatches: [`no user stands in ${JSON.stringify(json)}`] };
};
