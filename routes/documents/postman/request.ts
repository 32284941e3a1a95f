import { SPECS } from '../../../src/operations/specs';
import type { Binding } from '../../binding';
import type { QueryParameter } from '../../codec/query';
import type { Locator, Target } from '../../locator';
import { parseTemplate } from '../../path';
import type { Route } from '../../route';
import type { Json } from '../../wire';
import type { Auth, KeyValue, PostmanRequest, RequestUrl } from './collection-format';
import { playOf } from './plan';
import { asNumber, type BodyValues, toBodyText } from './values';
import { filledIn, ID_OF } from './variables';

/** The variables that ids come from; those of `ID_OF` unless said. */
export type IdVariables = Readonly<Record<Target, string>>;

/** Rows of a page, where a list takes a limit: nobody wants a whole directory in a run. */
const ROWS = '20';

type Named = Exclude<Locator, { readonly in: 'caller' }>;

const namedTargets = ({ at }: Binding): [Target, Named][] =>
  Object.entries(at).flatMap(([target, locator]) =>
    locator.in === 'caller' ? [] : [[target as Target, locator]],
  );

/** The variables that stand in one place of a request, by the names that they have there. */
const idsIn = (binding: Binding, place: Named['in'], ids: IdVariables): [name: string, variable: string][] =>
  namedTargets(binding)
    .filter(([, locator]) => locator.in === place)
    .map(([target, { name }]) => [name, ids[target]]);

const segmentsOf = (route: Route, ids: IdVariables): string[] => {
  const variables = new Map(idsIn(route.binding, 'path', ids));
  return parseTemplate(route.path).map((segment) =>
    segment.kind === 'literal' ? segment.text : filledIn(variables.get(segment.name) ?? segment.name),
  );
};

const sampleOf = ({ schema }: QueryParameter): string => {
  const { enum: words, default: fallback } = schema;
  return String((Array.isArray(words) ? words[0] : fallback) ?? '');
};

/** What may narrow a list, switched off but for the length of a page. */
const offered = (parameter: QueryParameter): KeyValue => {
  const { name: key, says: description } = parameter;
  return key === 'limit'
    ? { key, value: ROWS, description }
    : { key, value: sampleOf(parameter), description, disabled: true };
};

const urlOf = (route: Route, ids: IdVariables): RequestUrl => {
  const path = segmentsOf(route, ids);
  const named = idsIn(route.binding, 'query', ids).map(([key, name]) => ({ key, value: filledIn(name) }));
  const query = [...named, ...(route.binding.query ?? []).map(offered)];
  const asked = query
    .filter(({ disabled }: KeyValue) => !disabled)
    .map(({ key, value }) => `${key}=${value}`);
  return {
    raw: `{{baseUrl}}/${path.join('/')}${asked.length > 0 ? `?${asked.join('&')}` : ''}`,
    host: ['{{baseUrl}}'],
    path,
    ...(query.length > 0 && { query }),
  };
};

/** An id as JSON has it: integers are numbers. */
const inJson = ({ form }: Named, variable: string): Json =>
  form === 'integer' ? asNumber(variable) : filledIn(variable);

const bodyOf = (binding: Binding, ids: IdVariables, values: BodyValues): Record<string, Json> => {
  const { when, body } = binding;
  const aimed = namedTargets(binding).filter(([, locator]) => locator.in === 'body');
  const fields = (body?.fields ?? []).filter(({ to }) => Object.hasOwn(values, to));
  return {
    ...(when && 'field' in when && { [when.field]: when.equals }),
    ...Object.fromEntries(aimed.map(([target, locator]) => [locator.name, inJson(locator, ids[target])])),
    ...Object.fromEntries(fields.map(({ key, to }) => [key, values[to] as Json])),
  };
};

const bearer = (token: string): Auth => ({
  type: 'bearer',
  bearer: [{ key: 'token', value: filledIn(token), type: 'string' }],
});

/** Who asks where a request says nothing: whoever runs the collection. */
export const RUNNER: Auth = bearer('token');

const authOf = (binding: Binding): Auth | undefined => {
  if (SPECS[binding.operation].access === 'public') return { type: 'noauth' };
  const isOwn = playOf(binding).by === 'member' || binding.at.user?.in === 'caller';
  return isOwn ? bearer('memberToken') : undefined;
};

const JSON_BODY: KeyValue = { key: 'Content-Type', value: 'application/json' };

/** What a request is filled in with. */
export interface Filling {
  readonly ids?: IdVariables;
  /** Whoever asks is the runner, also where a member would. */
  readonly isRunners?: boolean;
  readonly values: BodyValues;
}

/** The request of a route: path, ids, query, body and who asks, all from its binding. */
export const requestOf = (
  route: Route,
  { ids = ID_OF, isRunners = false, values }: Filling,
): PostmanRequest => {
  const { binding, method } = route;
  const body = bodyOf(binding, ids, values);
  const hasBody = method !== 'GET' && Object.keys(body).length > 0;
  const isPublic = SPECS[binding.operation].access === 'public';
  const auth = isRunners && !isPublic ? undefined : authOf(binding);
  return {
    method,
    header: hasBody ? [JSON_BODY] : [],
    url: urlOf(route, ids),
    ...(hasBody && {
      body: { mode: 'raw', raw: toBodyText(body), options: { raw: { language: 'json' } } },
    }),
    ...(auth && { auth }),
  };
};
