import { readCurl } from './curl';
import { isCurl } from './curl-line';
import { notTooDeep } from './depth';
import { isHar, readHar } from './har';
import { isHttpMessage, readHttpMessage } from './http-message';
import { isPostmanItem, readPostmanItem } from './postman-item';
import { isWebRequest, refusePowerShell } from './powershell';
import { READABLE, refuseText } from './refusal';
import type { WrittenRequest } from './request-text';

const asObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

const holdsItems = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Array.isArray((value as { item?: unknown }).item);

const readObject = (value: Readonly<Record<string, unknown>>): WrittenRequest => {
  if (holdsItems(value) || holdsItems(value['collection']))
    return refuseText('one request; this is a collection, which only `roster translate` takes whole');
  if (isHar(value)) return readHar(value);
  return isPostmanItem(value) ? readPostmanItem(value) : refuseText(READABLE);
};

/** Reads a request in whatever form it was written down. Throws `invalid_fields` for what is none. */
export const readRequest = (text: string): WrittenRequest => {
  // With the byte order mark, which counts as a blank.
  const trimmed = text.trim();
  if (isCurl(trimmed)) return readCurl(trimmed);
  if (isWebRequest(trimmed)) return refusePowerShell();
  if (isHttpMessage(trimmed) && !trimmed.startsWith('{"')) return readHttpMessage(trimmed);
  const value = asObject(trimmed);
  return value ? readObject(notTooDeep(value)) : refuseText(READABLE);
};
