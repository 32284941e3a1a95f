import { AppError, ERROR_KINDS, type ErrorCode, type ErrorDetails } from '../../src/domain/error';
import type { Lifecycle } from '../../src/domain/lifecycle';
import type { OperationSpec } from '../../src/operations/contract';
import { SPECS } from '../../src/operations/specs';
import type { Binding } from '../binding';
import type { Target } from '../locator';
import { exampleIssue } from './example-issue';

const NOT_FOUND: Readonly<Record<Target, ErrorCode>> = {
  user: 'user_not_found',
  token: 'token_not_found',
  policy: 'policy_not_found',
  session: 'session_not_found',
};

/** What stands between every caller that must be known and the operation. */
const ofCallers = (
  { access, kind, evenReadOnly, restricted }: OperationSpec,
  binding: Binding,
): ErrorCode[] => {
  if (access === 'public') return [];
  return [
    'credentials_missing',
    'token_invalid',
    'token_expired',
    'token_revoked',
    'token_policy_refused',
    ...(typeof access === 'object' || binding.floor ? (['forbidden'] as const) : []),
    ...(kind === 'effect' && !evenReadOnly ? (['write_required'] as const) : []),
    ...(restricted ? [] : (['password_change_required'] as const)),
    ...(binding.refusesOneself ? (['own_account'] as const) : []),
  ];
};

const readsBody = ({ spellings }: Binding): boolean =>
  spellings.some((spelling) => !spelling.startsWith('GET '));

/** What can be wrong with the request itself. */
const ofRequests = (binding: Binding): ErrorCode[] => {
  const places = Object.values(binding.at).map((locator) => locator.in);
  const isJudged = binding.body || binding.query || places.includes('query') || places.includes('body');
  return [
    ...(isJudged ? (['invalid_fields'] as const) : []),
    ...(readsBody(binding) ? (['malformed_body', 'body_too_large', 'unsupported_media_type'] as const) : []),
  ];
};

const targetsOf = ({ at }: Binding): ErrorCode[] =>
  Object.entries(at).flatMap(([target, locator]) =>
    locator.in === 'caller' ? [] : [NOT_FOUND[target as Target]],
  );

/** What can be wrong with the key of a create that takes one. */
const ofKeys = ({ replayable }: OperationSpec): ErrorCode[] =>
  replayable
    ? [
        'idempotency_key_malformed',
        'idempotency_key_reused',
        'idempotency_in_flight',
        'idempotency_result_gone',
      ]
    : [];

const ofLifecycle = (lifecycle: Lifecycle | null): ErrorCode[] => [
  ...(lifecycle?.sunsetAt ? (['gone'] as const) : []),
  ...(lifecycle && lifecycle.brownouts.length > 0 ? (['brownout'] as const) : []),
];

const ORDER = Object.keys(ERROR_KINDS) as ErrorCode[];

/** Every error that a call of a binding in one of its spellings can be answered with, in the order of the domain's list. */
export const possibleErrors = (binding: Binding, lifecycle: Lifecycle | null): ErrorCode[] => {
  const spec = SPECS[binding.operation];
  const possible = new Set<ErrorCode>([
    ...spec.errors,
    ...ofCallers(spec, binding),
    ...ofRequests(binding),
    ...targetsOf(binding),
    ...ofKeys(spec),
    ...ofLifecycle(lifecycle),
    'rate_limited',
    'unavailable',
    'internal',
  ]);
  return ORDER.filter((code) => possible.has(code));
};

const ACTIONS: Readonly<Record<string, string>> = {
  'users.delete': 'delete',
  'users.suspend': 'suspend',
  'users.lock': 'lock',
};

/** What the caller is told it cannot do to itself: the binding's own refusal, or a demotion where that alone is refused. */
const actionOn = (binding: Binding | null): string =>
  (binding && ACTIONS[binding.operation]) ?? (binding?.refusesOneself ? 'update' : 'demote');

const detailsOf = (code: ErrorCode, binding: Binding | null): ErrorDetails => {
  switch (code) {
    case 'invalid_fields':
      return { issues: [exampleIssue(binding)] };
    case 'rate_limited':
      return { quota: { limit: 60, per: 'minute' }, retryAfter: 30 };
    case 'own_account':
      return { action: actionOn(binding) };
    case 'gone':
      return { instead: 'GET /api/users/2' };
    case 'idempotency_in_flight':
      return { retryAfter: 1 };
    case 'brownout':
      return { instead: 'GET /api/users/2', until: '2026-03-02T00:00:00.000000Z', retryAfter: 3600 };
    case 'method_not_allowed':
      return { allow: ['GET', 'HEAD', 'OPTIONS'] };
    default:
      return {};
  }
};

/** An error as documents show it: of the first thing that can be wrong. Without a binding, of no operation in particular. */
export const exampleError = (code: ErrorCode, binding: Binding | null): AppError =>
  new AppError(code, detailsOf(code, binding));
