import Joi from 'joi';
import { type ApiTokenChanges, NAME_LIMIT, TOKEN_ROLES, type TokenRole } from '../../../src/domain/api-token';
import type { Issue } from '../../../src/domain/error';
import { DESCRIPTION_LIMIT, descriptionProblem, labelProblem } from '../../../src/domain/label';
import { codePointLength, toStored } from '../../../src/domain/text';
import type { BodyField } from '../../codec/body';
import { choice, ruled } from '../../codec/schemas';
import { refuseOtherActions, someChanges } from './actions';
import { firstFailureDecoder, withoutBlanks } from './first-failure';

const MIN_NAME_LENGTH = 3;

/** A name as every token's, but of three characters at least. */
const nameProblem = (text: string): Omit<Issue, 'field'> | null => {
  const problem = labelProblem(text);
  if (problem && problem.rule !== 'required') return problem;
  const isShort = codePointLength(toStored(text)) < MIN_NAME_LENGTH;
  return isShort ? { rule: 'too_short', expected: MIN_NAME_LENGTH } : null;
};

const ROLES = choice<TokenRole>(Object.fromEntries(TOKEN_ROLES.map((role) => [role, role])));

const FIELDS: readonly BodyField[] = [
  {
    key: 'name',
    to: 'name',
    schema: ruled(nameProblem, { minLength: MIN_NAME_LENGTH, maxLength: NAME_LIMIT }),
    example: 'nightly export',
  },
  {
    key: 'description',
    to: 'description',
    schema: ruled(descriptionProblem, { maxLength: DESCRIPTION_LIMIT }).allow(null),
    example: 'reads what changed since yesterday',
  },
  { key: 'role', to: 'role', ...ROLES, example: 'user' },
  { key: 'can_write', to: 'canWrite', schema: Joi.boolean(), example: false },
];

const ORDER = ['name', 'description', 'role'];
const REQUIRED = ['name', 'role'];

/** What a new key holds. */
export const newKey = firstFailureDecoder<ApiTokenChanges>(
  FIELDS,
  { required: REQUIRED, prepare: withoutBlanks(...REQUIRED) },
  ORDER,
);

/** What of a key can be changed. */
export const keyChanges = firstFailureDecoder<ApiTokenChanges>(FIELDS, {}, ORDER);

/** A new key: it never expires, and writes only where that is said. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewKey = (body: unknown): ApiTokenChanges => ({
  canWrite: false,
  ...newKey(body),
  expiresAt: null,
});

/** Changes of a key. Throws `malformed_body`, `invalid_fields`. */
export const decodeKeyChanges = (body: unknown): ApiTokenChanges => {
  refuseOtherActions(body, ['rotate']);
  return someChanges(keyChanges(body));
};
