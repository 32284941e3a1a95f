import type { Binding } from '../../binding';
import type { Dialect } from '../../dialect';
import { EQUIVALENTS, type Equivalent } from '../../translate/equivalents';
import type { Json } from '../../wire';
import { type ExampleRequest, exampleRequest } from '../example-request';
import type { Catalogue, Entry, Saying } from './catalogue';

/** How a dialect that has no word for an operation does it by way of another. */
export interface OtherWay {
  readonly equivalent: Equivalent;
  readonly saying: Saying;
  readonly request: ExampleRequest;
  /** The answer, with what the request says in it. */
  readonly example: Json;
  /** What the dialect cannot say exactly of what it takes. */
  readonly losses: readonly string[];
}

/** A field as a body says it. */
interface Said {
  readonly name: string;
  readonly key: string;
  readonly value: Json;
}

/** Null where the body has no word for the field; without a value, the example's. */
const saidIn = ({ body }: Binding, name: string, value?: unknown): Said | null => {
  const field = body?.fields.find(({ to }) => to === name);
  if (!field) return null;
  const { key, example = null, write = (same) => same } = field;
  return { name, key, value: (value === undefined ? example : write(value)) as Json };
};

const allSaid = (binding: Binding, { saying = {}, carrying = [] }: Equivalent): Said[] | null => {
  const fields = [
    ...Object.entries(saying).map(([name, value]) => saidIn(binding, name, value)),
    ...carrying.map((name) => saidIn(binding, name)),
  ];
  const said = fields.filter((field) => field !== null);
  return said.length < fields.length ? null : said;
};

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object with what was said in it, where it shows the same field under the same key. */
const changedBy = (said: readonly Said[], shown: Binding['shown'], object: Json | undefined): Json => {
  if (!isObject(object)) return object ?? null;
  const changes = said.filter(({ name, key }) =>
    shown?.fields.some((field) => field.key === key && field.shows === name),
  );
  return { ...object, ...Object.fromEntries(changes.map(({ key, value }) => [key, value])) };
};

const answerTo = (said: readonly Said[], { told: { example }, shown }: Binding): Json => {
  const under = shown?.under ?? null;
  if (under === null) return changedBy(said, shown, example);
  return isObject(example) ? { ...example, [under]: changedBy(said, shown, example[under]) } : example;
};

const lossesOf = ({ losses: { written } }: Dialect, said: readonly Said[]): string[] =>
  said.flatMap(({ name, key }) => {
    const reason = (written as Readonly<Record<string, string>>)[name];
    return reason === undefined ? [] : [`${key}: ${reason}`];
  });

const wayOf = (equivalent: Equivalent, saying: Saying): OtherWay | null => {
  const { binding, canonical, dialect } = saying;
  const said = allSaid(binding, equivalent);
  if (!said) return null;
  const body = said.length === 0 ? undefined : Object.fromEntries(said.map(({ key, value }) => [key, value]));
  return {
    equivalent,
    saying,
    request: { ...exampleRequest(canonical), body },
    example: answerTo(said, binding),
    losses: lossesOf(dialect, said),
  };
};

/** Whether it stands for all bodies and can be aimed at anybody: what is done to the caller alone does not do another's. */
const isGeneral = ({ binding: { at, when } }: Saying): boolean =>
  !when && Object.values(at).every((locator) => locator.in === 'path' || locator.in === 'query');

const firstWay = ({ entries }: Catalogue, { id }: Entry, dialect: Dialect): OtherWay | null => {
  const ways = EQUIVALENTS.filter(({ operation }) => operation === id).flatMap((equivalent) => {
    const sayings = entries.find((entry) => entry.id === equivalent.as)?.sayings ?? [];
    return sayings
      .filter((saying) => saying.dialect === dialect && isGeneral(saying))
      .flatMap((saying) => wayOf(equivalent, saying) ?? []);
  });
  return ways[0] ?? null;
};

/** What the dialects do that have no word of their own for an operation, where they can do it at all. */
export const otherWays = (catalogue: Catalogue, entry: Entry): OtherWay[] =>
  entry.silent.flatMap((dialect) => firstWay(catalogue, entry, dialect) ?? []);
