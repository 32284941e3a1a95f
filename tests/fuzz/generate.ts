import type { Parameter } from '../../routes/documents/openapi/format';
import type { Json, JsonSchema } from '../../routes/wire';
import type { Cast, Victim } from './cast';
import type { Around, Draft, Mutation } from './draft';
import type { Draw } from './draw';
import { escaped, type FuzzRequest } from './fuzz-request';
import { BODIES } from './mutations/bodies';
import { FIELDS } from './mutations/fields';
import { HEADER_MUTATIONS } from './mutations/headers';
import { PATHS } from './mutations/paths';
import { QUERIES } from './mutations/queries';
import { bentRaw } from './mutations/raw';
import type { FuzzOperation } from './operations';
import { bodyFrom, valueFor } from './values';

const formOf = ({ schema }: Parameter): 'id' | 'ulid' | 'hexId' => {
  const pattern = String(schema['pattern'] ?? '');
  if (pattern.includes('{24}')) return 'hexId';
  return pattern.includes('A-HJKM') ? 'ulid' : 'id';
};

/** The id of something that there is, of the kind that the place asks for. */
const idFor = (path: string, parameter: Parameter, { cast, draw }: Around): string => {
  if (parameter.name === 'sid') return draw.pick(cast.sessionIds);
  if (path.includes('token')) return String(draw.pick(cast.tokenIds));
  if (path.includes('policies')) return String(draw.pick(cast.policyIds));
  const victim: Victim = draw.pick(cast.users);
  return String(victim[formOf(parameter)]);
};

const pathOf = (around: Around): string =>
  around.operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = around.operation.parameters.find((one) => one.name === name);
    return parameter ? idFor(around.operation.path, parameter, around) : '1';
  });

const queryOf = (around: Around): string[] => {
  const { operation, draw } = around;
  return operation.parameters
    .filter((one) => one.in === 'query' && (one.required || draw.chance(0.25)))
    .map((one) => {
      const value = one.required ? idFor('', one, around) : valueFor(one.name, one.schema, draw);
      return `${one.name}=${escaped(String(value))}`;
    });
};

const tokenFor = (cast: Cast, draw: Draw): string | null => {
  if (draw.chance(0.8)) return cast.administrator;
  return draw.chance(0.7) ? draw.pick(cast.others) : null;
};

const jsonFor = ({ operation, cast, draw }: Around): Json | undefined => {
  if (operation.bodies.length === 0) return undefined;
  if (operation.examples.length > 0 && draw.chance(0.1)) return draw.pick(operation.examples);
  return bodyFrom(draw.pick(operation.bodies) as JsonSchema, draw, cast);
};

/** A request that should do, as its operation describes it. */
const plain = (around: Around): Draft => {
  const { operation, cast, draw } = around;
  const token = tokenFor(cast, draw);
  const json = jsonFor(around);
  return {
    method: operation.method,
    path: pathOf(around),
    query: queryOf(around),
    headers: [
      ...(token === null ? [] : [['Authorization', `Bearer ${token}`] as const]),
      ...(json === undefined ? [] : [['Content-Type', 'application/json'] as const]),
    ],
    json,
    body: null,
  };
};

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'SEARCH',
];

const otherMethod: Mutation = (draft, { draw }) => ({ ...draft, method: draw.pick(METHODS) });

const withBody: readonly Mutation[] = [...FIELDS, ...FIELDS, ...FIELDS, ...BODIES];
const KINDS = [PATHS, QUERIES, HEADER_MUTATIONS, [otherMethod]] as const;

const mutationFor = ({ operation, draw }: Around): Mutation => {
  if (operation.bodies.length > 0 && draw.chance(0.65)) return draw.pick(withBody);
  // Whoever reads no body may be sent one all the same.
  return draw.chance(0.05) ? draw.pick(BODIES) : draw.pick(draw.pick(KINDS));
};

/** How many things are wrong with a request at once. */
const MUTATIONS = [0, 1, 1, 1, 1, 2, 2, 3];

const finished = ({ json, ...request }: Draft): FuzzRequest => ({
  ...request,
  body: request.body ?? (json === undefined ? null : Buffer.from(JSON.stringify(json))),
});

/** A request of an operation, more or less: the same draw makes the same one of the same cast. */
export const generate = (operation: FuzzOperation, cast: Cast, draw: Draw): FuzzRequest => {
  const around: Around = { operation, cast, draw };
  let draft = plain(around);
  for (let count = draw.pick(MUTATIONS); count > 0; count -= 1) draft = mutationFor(around)(draft, around);
  return finished(draw.chance(0.06) ? bentRaw(draft, around) : draft);
};
