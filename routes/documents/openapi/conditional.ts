import { STATUS_CODES } from 'node:http';
import { SPECS } from '../../../src/operations/specs';
import type { Route } from '../../route';
import type { JsonSchema } from '../../wire';
import type { SharedParts } from './components';
import type { Parameter, Reference } from './format';
import { type HeaderName, headerReferences } from './headers';
import { lifecycleHeaders } from './lifecycle-headers';

const TAG = '(?:W/)?"[!#-~]*"';

/** As long as the headers of a request may be. */
const CONDITION: JsonSchema = {
  type: 'string',
  maxLength: 16_384,
  pattern: `^(?:\\*|${TAG}(?:, ?${TAG})*)$`,
};

const EXAMPLE = '"7-1x2y3z"';

const IF_MATCH: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The entity tags of the versions that may be changed, or `*` for any: of another one, or where there is none, the answer is 412',
  schema: CONDITION,
  example: EXAMPLE,
};

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The entity tags of what the caller has kept: where that still holds, the answer is 304',
  schema: CONDITION,
  example: EXAMPLE,
};

const specOf = ({ binding: { operation } }: Route) => SPECS[operation];

const isReadOfUser = (route: Route): boolean => {
  const { kind, shows } = specOf(route);
  return kind === 'read' && shows === 'user';
};

/** The conditions that a call of any of the routes can make. */
export const preconditionParameters = (routes: readonly Route[]): Parameter[] => [
  ...(routes.some((route) => specOf(route).errors.includes('version_stale')) ? [IF_MATCH] : []),
  ...(routes.some(isReadOfUser) ? [IF_NONE_MATCH] : []),
];

/** What answers of any of the routes tell of what may be kept. */
export const validatorHeaders = (routes: readonly Route[]): HeaderName[] => [
  ...(routes.some((route) => specOf(route).shows === 'user') ? (['ETag'] as const) : []),
  ...(routes.some((route) => specOf(route).kind === 'read' && specOf(route).shows)
    ? (['Cache-Control'] as const)
    : []),
];

/** The answer to who has kept the last one, by its status; none where nothing can be kept. */
export const unchangedResponse = (
  routes: readonly [Route, ...Route[]],
  parts: SharedParts,
): Record<string, Reference> => {
  if (!routes.some(isReadOfUser)) return {};
  const [{ dialect }] = routes;
  const response = {
    description: `${STATUS_CODES[304]}: what the caller has kept still holds`,
    headers: headerReferences(dialect, validatorHeaders(routes), parts, lifecycleHeaders(routes)),
    content: {},
  };
  return { 304: parts.response(`${dialect.name}.304`, response) };
};
