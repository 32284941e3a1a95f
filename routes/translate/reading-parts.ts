import type { Issue } from '../../src/domain/error';
import type { Remark } from '../../src/domain/translation';
import type { BodyField } from '../codec/body';
import { sentence } from '../codec/phrases';
import type { Route } from '../route';
import { fieldsRead } from '../when';
import type { WireRequest } from '../wire';
import type { Values } from './canonical';
import { type NameMaker, nameOfValue } from './names';
import { asFields, standInFor, takesNoBody } from './probe';
import { hasOpen, isOpen } from './reading/placeholder';
import { remark } from './remarks';
import { namesOfField } from './stands-for';

/** What a body or a query says before it is decoded. */
export interface Part<T> {
  /** As it can be judged: a stand-in for everything that is open. */
  readonly sent: T;
  /** What is to be filled in, or is refused by the dialect itself, by the domain's names and as it stands on the wire. */
  readonly open: Values;
  /** All that is given, as it stands on the wire. */
  readonly raw: Values;
  /** What the wire calls it. */
  readonly names: Readonly<Record<string, string>>;
  readonly notes: readonly Remark[];
}

/** The names that the locators and the choice between bindings read. */
const placesRead = ({ binding: { at, when } }: Route): string[] => [
  ...Object.values(at).flatMap((locator) => (locator.in === 'caller' ? [] : [locator.name])),
  ...(when ? [fieldsRead(when)] : []),
];

const ignored = (names: readonly string[], { dialect }: Route): Remark[] =>
  names.length === 0
    ? []
    : [remark('ignored', `${dialect.name} knows nothing of it and leaves it out`, names.join(', '))];

/** What each field has, by all names that it may say; a field of the name itself goes before one that stands for it. */
const byName = <T>(fields: readonly BodyField[], tell: (field: BodyField) => T): Record<string, T> => ({
  ...Object.fromEntries(fields.flatMap((field) => namesOfField(field.to).map((name) => [name, tell(field)]))),
  ...Object.fromEntries(fields.map((field) => [field.to, tell(field)])),
});

/** One issue for each field: a schema may find two things wrong with one value. */
const firstOfEach = (issues: readonly Issue[]): Issue[] =>
  issues.filter(({ field }, index) => issues.findIndex((other) => other.field === field) === index);

/** What a body says, field by field of its table; what it lacks gets a name. */
export const readFields = (route: Route, body: unknown, nameIt: NameMaker): Part<unknown> => {
  const { binding, dialect } = route;
  const given = asFields(body);
  const fields = binding.body?.fields ?? [];
  const sent: Record<string, unknown> = { ...given };
  const open: Record<string, unknown> = {};
  const notes: Remark[] = [];
  const standIn = (field: BodyField, value: unknown): void => {
    open[field.to] = value;
    sent[field.key] = standInFor(binding, field);
  };
  for (const field of fields) if (hasOpen(given[field.key])) standIn(field, given[field.key]);
  for (const issue of firstOfEach(binding.body?.collect(sent).found.issues ?? [])) {
    const field = fields.find(({ to }) => to === issue.field);
    if (!field) continue;
    const { key, to } = field;
    standIn(field, Object.hasOwn(given, key) ? given[key] : nameIt(nameOfValue(binding.operation, key)));
    notes.push(remark(to, `${dialect.name} would refuse this: ${sentence(issue, key)}`, key));
  }
  const known = [...fields.map(({ key }) => key), ...placesRead(route)];
  const own = fields.filter(({ key }) => Object.hasOwn(given, key));
  return {
    sent: body === undefined && takesNoBody(binding) ? undefined : sent,
    open,
    raw: byName(own, ({ key }) => given[key]),
    names: byName(own, ({ key }) => key),
    notes: [
      ...notes,
      ...ignored(
        Object.keys(given).filter((key) => !known.includes(key)),
        route,
      ),
    ],
  };
};

/** What a query says, parameter by parameter of its table. */
export const readQuery = (route: Route, query: WireRequest['query']): Part<WireRequest['query']> => {
  const table = route.binding.query ?? [];
  const given = table.filter(({ name }) => typeof query[name] === 'string');
  // A cursor is good for one list of one server: it is handed on or not, never opened.
  const open = given.filter(({ name, to }) => isOpen(query[name]) || to === 'after');
  const kept = Object.entries(query).filter(([name]) => !open.some((parameter) => parameter.name === name));
  const known = [...table.map(({ name }) => name), ...placesRead(route)];
  return {
    sent: Object.fromEntries(kept),
    open: Object.fromEntries(open.map(({ name, to }) => [to, query[name]])),
    raw: Object.fromEntries(given.map(({ name, to }) => [to, query[name]])),
    names: Object.fromEntries(given.map(({ name, to }) => [to, `?${name}`])),
    notes: ignored(
      Object.keys(query).filter((name) => !known.includes(name)),
      route,
    ),
  };
};
