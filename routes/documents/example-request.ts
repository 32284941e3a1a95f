import type { Binding } from '../binding';
import type { IdForm, Locator, Target } from '../locator';
import { fillTemplate } from '../path';
import type { Route } from '../route';
import type { Json } from '../wire';

/** A request as documents show it. */
export interface ExampleRequest {
  readonly method: string;
  /** Filled in, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined where none is sent. */
  readonly body: Readonly<Record<string, Json>> | undefined;
}

const IDS: Record<IdForm, string> = {
  integer: '2',
  any: '2',
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hex: '60d5ec49f8d2a31b4c7e9f01',
};

/** What stands for the id of a target in examples; `ids` may say another for each. */
export type ExampleIds = Partial<Readonly<Record<Target, string>>>;

type Named = Exclude<Locator, { readonly in: 'caller' }>;

const namedTargets = ({ at }: Binding): [Target, Named][] =>
  Object.entries(at).flatMap(([target, locator]) =>
    locator.in === 'caller' ? [] : [[target as Target, locator]],
  );

const idsIn = (binding: Binding, place: Named['in'], ids: ExampleIds): Record<string, string> =>
  Object.fromEntries(
    namedTargets(binding)
      .filter(([, locator]) => locator.in === place)
      .map(([target, { name, form }]) => [name, ids[target] ?? IDS[form]]),
  );

/** An id as JSON has it: integers are numbers. */
const asJson = (id: string): Json => (/^\d{1,15}$/.test(id) ? Number(id) : id);

/** The ids in one place of an example, as parameters have them. */
export const exampleIds = (binding: Binding, place: Named['in']): Record<string, Json> =>
  Object.fromEntries(
    namedTargets(binding)
      .filter(([, locator]) => locator.in === place)
      .map(([, { name, form }]) => [name, form === 'integer' ? asJson(IDS[form]) : IDS[form]]),
  );

const choosing = ({ when }: Binding): Record<string, Json> =>
  when && 'field' in when ? { [when.field]: when.equals } : {};

const bodyOf = (binding: Binding, ids: ExampleIds): ExampleRequest['body'] => {
  const fields = binding.body?.fields.filter(({ example }) => example !== undefined) ?? [];
  const body = {
    ...choosing(binding),
    ...Object.fromEntries(
      Object.entries(idsIn(binding, 'body', ids)).map(([name, id]) => [name, asJson(id)]),
    ),
    ...Object.fromEntries(fields.map(({ key, example }) => [key, example as Json])),
  };
  return Object.keys(body).length > 0 ? body : undefined;
};

/** The request that documents show for a spelling: made from its locators and its body's field table. */
export const exampleRequest = ({ binding, method, path }: Route, ids: ExampleIds = {}): ExampleRequest => ({
  method,
  path: fillTemplate(path, idsIn(binding, 'path', ids)),
  query: idsIn(binding, 'query', ids),
  body: method === 'GET' ? undefined : bodyOf(binding, ids),
});
