import { bind } from '../../binding';
import { showing } from '../../codec/reply';
import { decodeTranslation } from './translate-body';
import { translationShape } from './translate-shape';

/** Requests of any dialect said in any other. */
export const translation = bind('translate.request', ['POST /translate'], {
  body: decodeTranslation,
  decode: ({ body }) => decodeTranslation(body),
  reply: showing(translationShape),
});
