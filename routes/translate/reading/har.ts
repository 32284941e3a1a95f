import { escapeText } from './escape-text';
import { refuseText } from './refusal';
import type { Pair, WrittenRequest } from './request-text';

interface NameAndValue {
  readonly name?: unknown;
  readonly value?: unknown;
}

/** What is read of an entry (HAR 1.2); untrusted, so nothing of it is taken for granted. */
interface HarRequest {
  readonly method?: unknown;
  readonly url?: unknown;
  readonly headers?: readonly NameAndValue[];
  readonly queryString?: readonly NameAndValue[];
  readonly postData?: {
    readonly mimeType?: unknown;
    readonly text?: unknown;
    /** Of the text, as archives say it of answers. */
    readonly encoding?: unknown;
    readonly params?: readonly NameAndValue[];
  };
}

type Parts = Readonly<Record<string, unknown>>;

const asArray = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

const pairs = (list: readonly NameAndValue[] | undefined): Pair[] =>
  asArray(list).map(({ name, value }) => [String(name ?? ''), String(value ?? '')]);

const bodyOf = ({ postData }: HarRequest): string | undefined => {
  if (typeof postData?.text === 'string' && postData.text !== '') {
    const { text, encoding } = postData;
    return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
  }
  const params = pairs(postData?.params);
  return params.length > 0 ? new URLSearchParams(Object.fromEntries(params)).toString() : undefined;
};

/** The URL; archives have the query in it, but some tools leave it in its parts alone. */
const urlOf = (url: string, { queryString }: HarRequest): string => {
  const parameters = pairs(queryString).map((pair) => pair.map(escapeText).join('='));
  return url.includes('?') || parameters.length === 0 ? url : `${url}?${parameters.join('&')}`;
};

const onlyEntry = (log: unknown): Parts => {
  const entries = asArray((log as { entries?: Parts[] } | null)?.entries);
  return entries.length === 1 && entries[0]
    ? entries[0]
    : refuseText(`one request; this archive has ${entries.length}: give one entry of it`);
};

/** Whether a JSON object is an entry of an archive or a whole archive: its URL is a text, a Postman item's mostly none. */
export const isHar = (value: Parts): boolean => {
  const { request, log } = value;
  const isEntry =
    typeof request === 'object' && request !== null && 'headers' in request && 'method' in request;
  return typeof log === 'object' || (isEntry && typeof (request as HarRequest).url === 'string');
};

/** Reads a HAR entry, or an archive that holds one. Throws `invalid_fields` for any other number of them. */
export const readHar = (value: Parts): WrittenRequest => {
  const entry = 'log' in value ? onlyEntry(value['log']) : value;
  const request = (entry['request'] ?? {}) as HarRequest;
  if (typeof request.url !== 'string') return refuseText('a HAR entry with the URL of its request');
  const body = bodyOf(request);
  const mimeType = request.postData?.mimeType;
  return {
    method: String(request.method ?? 'GET').toUpperCase(),
    url: urlOf(request.url, request),
    headers: pairs(request.headers).filter(([name]) => !name.startsWith(':')),
    body,
    ...(body !== undefined && typeof mimeType === 'string' && mimeType !== '' && { mediaType: mimeType }),
  };
};
