import { STATUS_CODES } from 'node:http';
import { AppError, type ErrorCode, type Issue } from '../../../src/domain/error';
import { SPECS } from '../../../src/operations/specs';
import type { Binding } from '../../binding';
import { groupBy } from '../../group-by';
import type { Route } from '../../route';
import type { Json, WireResponse } from '../../wire';
import { exampleError, possibleErrors } from '../possible-errors';
import type { SharedParts } from './components';
import type { MediaType, Reference } from './format';
import { schemaOfSamples } from './generalise';
import type { RouteGroup } from './groups';
import { headerReferences, headersOf } from './headers';
import { lifecycleHeaders } from './lifecycle-headers';

const RULES: readonly Issue['rule'][] = [
  'required',
  'not_null',
  'type',
  'too_short',
  'too_long',
  'too_many_bytes',
  'format',
  'one_of',
  'range',
  'future',
  'taken',
  'lacks',
  'excludes',
  'too_common',
  'contains_context',
  'reused',
];

const fieldsOf = ({ operation, at, body, query, when }: Binding): string[] => [
  ...(SPECS[operation].issues?.map(({ field }) => field) ?? []),
  ...(body?.fields.map(({ to }) => to) ?? []),
  ...(query?.map(({ name }) => name) ?? []),
  ...Object.values(at).flatMap((locator) =>
    locator.in === 'query' || locator.in === 'body' ? [locator.name] : [],
  ),
  ...(when && 'field' in when ? [when.field] : []),
];

// Errors are dear to make, since each notes where it was made, and the same fields stand in many operations.
const invalid = new Map<string, AppError>();

const invalidField = (field: string, rule: Issue['rule']): AppError => {
  const key = `${field} ${rule}`;
  const error =
    invalid.get(key) ?? new AppError('invalid_fields', { issues: [{ field, rule, expected: 'x' }] });
  invalid.set(key, error);
  return error;
};

const ACTIONS = ['update', 'delete', 'suspend', 'lock', 'demote'];

/** The same error with all the details that its words can depend on; the example comes first. */
const variantsOf = (code: ErrorCode, binding: Binding): AppError[] => {
  const example = exampleError(code, binding);
  switch (code) {
    case 'invalid_fields':
      return [
        example,
        ...fieldsOf(binding).flatMap((field) => RULES.map((rule) => invalidField(field, rule))),
      ];
    case 'own_account':
      return [example, ...ACTIONS.map((action) => new AppError(code, { action }))];
    case 'rate_limited':
      return [example, new AppError(code, { quota: { limit: 1000, per: 'day' } }), new AppError(code)];
    case 'gone':
    case 'brownout':
      return [
        example,
        new AppError(code, { ...example.details, instead: 'GET /api/users' }),
        new AppError(code),
      ];
    default:
      return [example];
  }
};

/** One error as it is answered. */
interface Failure {
  readonly code: ErrorCode;
  readonly isExample: boolean;
  readonly answer: WireResponse;
}

const failuresOf = ({ dialect, binding, lifecycle }: Route): Failure[] =>
  possibleErrors(binding, lifecycle).flatMap((code) =>
    variantsOf(code, binding).map((error, index) => ({
      code,
      isExample: index === 0,
      answer: dialect.encodeError(error, binding.operation),
    })),
  );

const contentOf = ({ body }: WireResponse): Json => {
  if (body.kind === 'json') return body.value as Json;
  return body.kind === 'text' ? body.text : null;
};

const mediaTypeOf = ({ body }: WireResponse): string =>
  body.kind === 'text' ? 'text/plain' : 'application/json';

/** Examples by code; of one code with several answers the later ones are numbered. */
const examplesOf = (failures: readonly Failure[]): Record<string, { value: Json }> => {
  const byCode = groupBy(
    failures.filter(({ isExample }) => isExample),
    ({ code }) => code,
  );
  const named = [...byCode].flatMap(([code, same]) => {
    const values = new Map(same.map(({ answer }) => [JSON.stringify(contentOf(answer)), contentOf(answer)]));
    return [...values.values()].map((value, index) => [
      index === 0 ? code : `${code}_${index + 1}`,
      { value },
    ]);
  });
  return Object.fromEntries(named);
};

const mediaTypes = (failures: readonly Failure[], parts: SharedParts): Record<string, MediaType> =>
  Object.fromEntries(
    [...groupBy(failures, ({ answer }) => mediaTypeOf(answer))].map(([type, same]) => {
      const samples = same.map(({ code, answer }) => ({ value: contentOf(answer), cause: code }));
      const schema = parts.schema(schemaOfSamples(samples), 'answer');
      return [type, { schema, examples: examplesOf(same) }];
    }),
  );

/** Every error that a call of these routes can be answered with, by status. */
export const failureResponses = (
  { routes, main: { dialect } }: RouteGroup,
  parts: SharedParts,
): Record<string, Reference> => {
  const byStatus = groupBy(routes.flatMap(failuresOf), ({ answer }) => answer.status);
  return Object.fromEntries(
    [...byStatus].map(([status, failures]) => {
      const codes = [...new Set(failures.map(({ code }) => code))];
      const response = {
        description: `${STATUS_CODES[status]}: ${codes.join(', ')}`,
        headers: headerReferences(dialect, headersOf(status, codes), parts, lifecycleHeaders(routes)),
        content: mediaTypes(failures, parts),
      };
      return [String(status), parts.response(`${dialect.name}.${status}`, response)];
    }),
  );
};
