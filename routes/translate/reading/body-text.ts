import { isFormType } from '../../media-type';
import { notTooDeep } from './depth';
import { FORM_TYPE } from './media-types';
import { refuseText } from './refusal';
import { mediaTypeOf, type WrittenRequest } from './request-text';

// A name to fill in that stands for a whole value, without quotes: what sends it puts them there.
const BARE_OR_TEXT = /"(?:[^"\\]|\\.)*"?|\{\{\s*[^{}\s"]+\s*\}\}/gs;

const quoted = (text: string): string =>
  text.replace(BARE_OR_TEXT, (part) => (part.startsWith('"') ? part : JSON.stringify(part)));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(quoted(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
};

/** Whether a text is written as a form is. */
export const isForm = (text: string): boolean => /^[^\s=&{[]+=/.test(text);

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuseText('one with a JSON object as its body');

/**
 * What a body says: a JSON object, or a form where it is written as one and the media type allows it. Undefined for none. Throws
 * `invalid_fields` for any other.
 */
export const readBody = (request: WrittenRequest): unknown => {
  const { body } = request;
  if (body === undefined || body.trim() === '') return undefined;
  const value = parse(body);
  if (value !== undefined) return asObject(notTooDeep(value));
  const type = mediaTypeOf(request) ?? FORM_TYPE;
  const mayBeForm = isFormType(type) && isForm(body);
  return mayBeForm
    ? Object.fromEntries(new URLSearchParams(body))
    : refuseText('one with a body of valid JSON; this body is none');
};
