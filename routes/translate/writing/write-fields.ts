import type { Issue } from '../../../src/domain/error';
import type { Remark } from '../../../src/domain/translation';
import type { BodyField } from '../../codec/body';
import { sentence } from '../../codec/phrases';
import type { Route } from '../../route';
import type { Meaning } from '../meaning';
import { standInFor } from '../probe';
import { isOpen } from '../reading/placeholder';
import { remark } from '../remarks';
import { takesText, write } from './field-value';
import { fillOf } from './fill';
import { openValue } from './open-values';
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

interface Draft {
  readonly body: Record<string, unknown>;
  readonly openKeys: Set<string>;
  /** Of those the keys under which not all stands that is open. */
  readonly partKeys: Set<string>;
  readonly filled: string[];
  readonly refused: Record<string, string>;
  readonly notes: Remark[];
}

const emptyDraft = (): Draft => ({
  body: {},
  openKeys: new Set(),
  partKeys: new Set(),
  filled: [],
  refused: {},
  notes: [],
});

const draftOf = (fields: readonly BodyField[], wanted: Wanted, meaning: Meaning, route: Route): Draft => {
  const draft = emptyDraft();
  for (const field of fields) {
    const { key, to } = field;
    if (Object.hasOwn(wanted.open, to)) {
      const { wire, isPart, notes } = openValue(route, meaning, field, wanted.open[to]);
      draft.body[key] = wire;
      draft.openKeys.add(key);
      if (isPart) draft.partKeys.add(key);
      draft.notes.push(...notes);
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

const inOrder = (fields: readonly BodyField[], body: Draft['body']): Draft['body'] =>
  Object.fromEntries(fields.flatMap(({ key }) => (Object.hasOwn(body, key) ? [[key, body[key]]] : [])));

const issuesIn = (route: Route, draft: Draft): readonly Issue[] =>
  route.binding.body?.collect(judged(route, draft)).found.issues ?? [];

/** Takes out what the route refuses, and puts something there where it insists. */
const settle = (issue: Issue, route: Route, wanted: Wanted, meaning: Meaning, draft: Draft): void => {
  const { fields = [], required = [] } = route.binding.body ?? {};
  const field = fields.find(({ to }) => to === issue.field);
  if (!field) return;
  const { key, to } = field;
  if (Object.hasOwn(draft.body, key)) draft.refused[to] = sentence(issue, key);
  delete draft.body[key];
  if (issue.rule !== 'required' && !required.includes(key)) return;
  const { wire, why } = fillOf(route, field, wanted, meaning.nameIt);
  draft.body[key] = wire;
  if (isOpen(wire)) draft.openKeys.add(key);
  draft.filled.push(to);
  draft.notes.push(remark(to, `${route.dialect.name} asks for it: ${why}`, key));
};

/** Writes what is wanted into the fields of a route; what the route refuses is left out, what it insists on is filled. */
export const writeFields = (route: Route, wanted: Wanted, meaning: Meaning): WrittenFields => {
  const fields = route.binding.body?.fields ?? [];
  const draft = draftOf(fields, wanted, meaning, route);
  // Each round settles at least one field for good.
  for (let round = 0; round <= fields.length; round += 1) {
    const issues = issuesIn(route, draft);
    if (issues.length === 0) break;
    for (const issue of issues) settle(issue, route, wanted, meaning, draft);
  }
  const { openKeys, partKeys, filled, refused, notes } = draft;
  const body = inOrder(fields, draft.body);
  const open = fields.filter(({ key }) => openKeys.has(key));
  return {
    body,
    sent: judged(route, { ...draft, body }),
    open: open.filter(({ key }) => !partKeys.has(key)).map(({ to }) => to),
    bare: open.filter((field) => isOpen(body[field.key]) && !takesText(field)).map(({ key }) => key),
    ...{ filled, refused, notes },
  };
};
