import type { Issue } from '../../../src/domain/error';
import { DEFAULT_ROLE } from '../../../src/domain/role';
import type { Remark } from '../../../src/domain/translation';
import { NEW_USER } from '../../../src/domain/user';
import { usernameStem } from '../../../src/domain/username-from-email';
import type { BodyField } from '../../codec/body';
import { toJsonSchema } from '../../codec/json-schema';
import { sentence } from '../../codec/phrases';
import type { Route } from '../../route';
import { isSame, type Values } from '../canonical';
import type { Meaning } from '../meaning';
import { standInFor } from '../probe';
import { isOpen, placeholder } from '../reading/placeholder';
import { remark } from '../remarks';
import type { Wanted } from './wanted';

/** A body in the words of a route. */
export interface WrittenFields {
  readonly body: Readonly<Record<string, unknown>>;
  /** The same with stand-ins for what is open, as a decoder can judge it. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** The domain's names of what is left open in it. */
  readonly open: readonly string[];
  /** Keys of what is open and is no text. */
  readonly bare: readonly string[];
  /** Those of what nobody said, and the route insists on. */
  readonly filled: readonly string[];
  /** Why the route refuses what was said, by the domain's names. */
  readonly refused: Readonly<Record<string, string>>;
  readonly notes: readonly Remark[];
}

/** What a new user has in any case, for dialects that want it said. */
const FILLS: Readonly<Record<string, (said: Values) => unknown>> = {
  username: ({ email }) => (typeof email === 'string' && !isOpen(email) ? usernameStem(email) : undefined),
  name: ({ username }) => username,
  roles: () => [DEFAULT_ROLE],
  userType: () => NEW_USER.userType,
};

const says = ({ binding }: Route, { key, to }: BodyField, wire: unknown, value: unknown): boolean => {
  const fields = binding.body?.collect({ [key]: wire }).fields as Values;
  return Object.hasOwn(fields, to) && isSame(to, fields[to], value);
};

/** A value on the wire: as it stood in the request where that says the same here, else as the field writes it. */
const write = (route: Route, field: BodyField, value: unknown, raw: unknown): unknown => {
  if (raw !== undefined && says(route, field, raw, value)) return raw;
  return field.write ? field.write(value) : value;
};

const schemaOf = (route: Route, name: string): string | null => {
  const field = route.binding.body?.fields.find(({ to }) => to === name);
  return field ? JSON.stringify(toJsonSchema(field.schema)) : null;
};

/** What is to be said of a value that is filled in later, where the two dialects do not take the same. */
const openNote = (route: Route, meaning: Meaning, { to, key }: BodyField): Remark[] => {
  const isAlike = schemaOf(route, to) === schemaOf(meaning.route, to);
  const why = `${String(meaning.open[to])} is to be what ${route.dialect.name} takes here`;
  return isAlike || !isOpen(meaning.open[to]) ? [] : [remark(to, why, key)];
};

interface Draft {
  readonly body: Record<string, unknown>;
  readonly openKeys: Set<string>;
  readonly filled: string[];
  readonly refused: Record<string, string>;
  readonly notes: Remark[];
}

const draftOf = (fields: readonly BodyField[], wanted: Wanted, meaning: Meaning, route: Route): Draft => {
  const draft: Draft = { body: {}, openKeys: new Set(), filled: [], refused: {}, notes: [] };
  for (const field of fields) {
    const { key, to } = field;
    if (Object.hasOwn(wanted.open, to)) {
      draft.body[key] = wanted.open[to];
      draft.openKeys.add(key);
      draft.notes.push(...openNote(route, meaning, field));
    } else if (Object.hasOwn(wanted.said, to)) {
      const wire = write(route, field, wanted.said[to], meaning.raw[to]);
      if (wire !== undefined) draft.body[key] = wire;
    }
  }
  return draft;
};

const judged = ({ binding }: Route, { body, openKeys }: Draft): Record<string, unknown> => {
  const open = binding.body?.fields.filter(({ key }) => openKeys.has(key)) ?? [];
  const standIns = open.map((field) => [field.key, standInFor(binding, field)]);
  return { ...body, ...Object.fromEntries(standIns) };
};

/** What stands where nobody said anything: what is meant anyway, or a name to fill in that stands for that. */
const fillOf = (field: BodyField, { said, open, operation }: Wanted, route: Route): unknown => {
  const { key, to } = field;
  const value = operation === 'users.create' && !(to in said) ? FILLS[to]?.({ ...open, ...said }) : undefined;
  if (value === undefined || isOpen(value)) return value ?? placeholder(key);
  const wire = write(route, field, value, undefined);
  return says(route, field, wire, value) ? wire : placeholder(key);
};

/** Puts something where the route insists on something. */
const fill = (field: BodyField, wanted: Wanted, draft: Draft, route: Route): void => {
  const { key, to } = field;
  const wire = fillOf(field, wanted, route);
  draft.body[key] = wire;
  if (isOpen(wire)) draft.openKeys.add(key);
  draft.filled.push(to);
  const isNew = wire === placeholder(key);
  const what = isNew ? `fill it in for ${placeholder(key)}` : `${JSON.stringify(wire)} stands there`;
  draft.notes.push(remark(to, `${route.dialect.name} asks for it: ${what}`, key));
};

const inOrder = (fields: readonly BodyField[], body: Draft['body']): Draft['body'] =>
  Object.fromEntries(fields.flatMap(({ key }) => (Object.hasOwn(body, key) ? [[key, body[key]]] : [])));

const isText = ({ schema }: BodyField): boolean => [toJsonSchema(schema)['type']].flat().includes('string');

const issuesIn = (route: Route, draft: Draft): readonly Issue[] =>
  route.binding.body?.collect(judged(route, draft)).found.issues ?? [];

/** Takes out what the route refuses, and puts something there where it insists. */
const settle = (issue: Issue, route: Route, wanted: Wanted, draft: Draft): void => {
  const { fields = [], required = [] } = route.binding.body ?? {};
  const field = fields.find(({ to }) => to === issue.field);
  if (!field) return;
  const { key, to } = field;
  if (Object.hasOwn(draft.body, key)) draft.refused[to] = sentence(issue, key);
  delete draft.body[key];
  if (issue.rule === 'required' || required.includes(key)) fill(field, wanted, draft, route);
};

/** Writes what is wanted into the fields of a route; what the route refuses is left out, what it insists on is filled. */
export const writeFields = (route: Route, wanted: Wanted, meaning: Meaning): WrittenFields => {
  const fields = route.binding.body?.fields ?? [];
  const draft = draftOf(fields, wanted, meaning, route);
  // Each round settles at least one field for good.
  for (let round = 0; round <= fields.length; round += 1) {
    const issues = issuesIn(route, draft);
    if (issues.length === 0) break;
    for (const issue of issues) settle(issue, route, wanted, draft);
  }
  const ordered = { ...draft, body: inOrder(fields, draft.body) };
  const open = fields.filter(({ key }) => draft.openKeys.has(key)).map(({ to }) => to);
  const bare = fields
    .filter((field) => draft.openKeys.has(field.key) && !isText(field))
    .map(({ key }) => key);
  return { ...ordered, sent: judged(route, ordered), open, bare };
};
