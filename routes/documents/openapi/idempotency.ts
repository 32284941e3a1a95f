import { IDEMPOTENCY_KEY_LIMIT } from '../../../src/domain/idempotency';
import { SPECS } from '../../../src/operations/specs';
import type { Route } from '../../route';
import type { Parameter } from './format';
import type { HeaderName } from './headers';

const isReplayable = (routes: readonly Route[]): boolean =>
  routes.some(({ binding }) => SPECS[binding.operation].replayable);

// In quotes every character may stand behind a backslash.
const MAX_LENGTH = 2 * IDEMPOTENCY_KEY_LIMIT + 2;

const KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    "The caller's own name for this create, in quotes or bare: asked for again with the same key and input, in whichever spelling or dialect, it is answered again",
  schema: { type: 'string', minLength: 1, maxLength: MAX_LENGTH, pattern: '^[\\x20-\\x7e]+$' },
  example: '"0f8e6f2a-3f0e-4a52-9d0c-6f6a2f1c1b77"',
};

/** The header of those that create. */
export const idempotencyParameters = (routes: readonly Route[]): Parameter[] =>
  isReplayable(routes) ? [KEY] : [];

/** What the answer to a create says where it tells of an earlier one. */
export const replayHeaders = (routes: readonly Route[]): HeaderName[] =>
  isReplayable(routes) ? ['Idempotency-Replayed'] : [];
