import { type Lifecycle, statusAt } from '../../../src/domain/lifecycle';
import { SPECS } from '../../../src/operations/specs';
import type { Binding } from '../../binding';
import { permissionOf } from '../../describe';
import { describeLifecycle, moment } from '../../lifecycle';
import type { Route } from '../../route';
import { describeWhen } from '../../when';
import { successResponses } from './answers';
import type { SharedParts } from './components';
import { unchangedResponse } from './conditional';
import { failureResponses } from './failures';
import type { ApiOperation } from './format';
import type { RouteGroup } from './groups';
import { parametersOf, requestBodyOf } from './request';
import { tagOf } from './tags';

const permissionIn = ({ binding }: Route): string => permissionOf(SPECS[binding.operation].access, binding);

const whenOf = ({ binding: { when } }: Route): string => (when ? describeWhen(when) : 'any other body');

const ofVariant = (route: Route): string => {
  const { operation } = route.binding;
  return `- ${whenOf(route)}: ${SPECS[operation].summary} (\`${operation}\`; ${permissionIn(route)})`;
};

const descriptionOf = ({ routes, main, aliasOf }: RouteGroup): string => {
  const { operation } = main.binding;
  return [
    `Operation \`${operation}\` in the dialect ${main.dialect.name}. Permission: ${permissionIn(main)}.`,
    ...(aliasOf === null ? [] : [`Another spelling of \`${aliasOf.spelling}\`, the same in every respect.`]),
    ...(main.lifecycle ? [`On its way out: ${describeLifecycle(main.lifecycle)}.`] : []),
    ...(routes.length > 1 ? [`The body decides what it does:\n\n${routes.map(ofVariant).join('\n')}`] : []),
  ].join('\n\n');
};

const isPublic = ({ routes }: RouteGroup): boolean =>
  routes.every(({ binding }) => SPECS[binding.operation].access === 'public');

/** What an operation takes and answers: the same however it is spelled. */
type Exchange = Pick<ApiOperation, 'parameters' | 'requestBody' | 'responses'>;

const exchangeOf = (group: RouteGroup, parts: SharedParts): Exchange => {
  const parameters = parametersOf(group, parts);
  const requestBody = requestBodyOf(group, parts);
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: {
      ...successResponses(group, parts),
      ...unchangedResponse(group.routes, parts),
      ...failureResponses(group, parts),
    },
  };
};

/** As `exchangeOf`, and made once for all spellings of a binding that stay. */
export const createExchanges = (): typeof exchangeOf => {
  const made = new Map<Binding, Exchange>();
  return (group, parts) => {
    const { binding } = group.main;
    if (group.routes.some(({ lifecycle }) => lifecycle)) return exchangeOf(group, parts);
    const exchange = made.get(binding) ?? exchangeOf(group, parts);
    made.set(binding, exchange);
    return exchange;
  };
};

const toldLifecycle = ({ deprecatedAt, sunsetAt, successor }: Lifecycle) => ({
  deprecated: deprecatedAt && moment(deprecatedAt),
  sunset: sunsetAt && moment(sunsetAt),
  successor,
});

/** One operation of a document: a URL and method with everything that it takes and answers, deprecated or not yet. */
export const operationOf = (group: RouteGroup, exchange: Exchange, now: Date): ApiOperation => {
  const { routes, main, operationId, aliasOf } = group;
  const { operation } = main.binding;
  return {
    operationId,
    summary: SPECS[operation].summary,
    description: descriptionOf(group),
    tags: [tagOf(operation)],
    ...(statusAt(main.lifecycle, now) !== 'live' && { deprecated: true as const }),
    ...(main.lifecycle && { 'x-roster-lifecycle': toldLifecycle(main.lifecycle) }),
    ...(isPublic(group) && { security: [] as const }),
    ...exchange,
    'x-roster-operation': operation,
    'x-roster-dialect': main.dialect.name,
    ...(aliasOf !== null && { 'x-roster-alias-of': aliasOf.operationId }),
    ...(routes.length > 1 && {
      'x-roster-variants': routes.map((route) => ({
        operation: route.binding.operation,
        when: whenOf(route),
      })),
    }),
  };
};
