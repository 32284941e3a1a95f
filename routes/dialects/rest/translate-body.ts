import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText } from '../../codec/schemas';

/** A request as a text, and the dialect that it is to be said in. */
export const TRANSLATE_BODY: readonly BodyField[] = [
  { key: 'from', to: 'text', schema: anyText(), example: 'POST /api/users/2/suspend' },
  { key: 'to', to: 'into', schema: anyText(), example: 'rails' },
];

/** What is to be translated. Throws `malformed_body`, `invalid_fields`. */
export const decodeTranslation = bodyDecoder<{ text: string; into: string }>(TRANSLATE_BODY, {
  required: ['from', 'to'],
});
