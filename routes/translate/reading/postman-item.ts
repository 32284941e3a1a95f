import { escapeText } from './escape-text';
import { FORM_TYPE, JSON_TYPE } from './media-types';
import { openName, placeholder } from './placeholder';
import { readAuthorization } from './postman-auth';
import { refuseText } from './refusal';
import { headerOf, type Pair, type WrittenRequest } from './request-text';

type Parts = Readonly<Record<string, unknown>>;

interface KeyAndValue {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly disabled?: unknown;
}

const isObject = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asObject = (value: unknown): Parts => (isObject(value) ? value : {});

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Those of a list that are switched on. */
const pairs = (list: unknown): Pair[] =>
  asArray(list)
    .filter((entry): entry is KeyAndValue => isObject(entry) && entry['disabled'] !== true)
    .map(({ key, value }) => [String(key ?? ''), String(value ?? '')]);

const joined = (value: unknown, separator: string): string =>
  typeof value === 'string' ? value : asArray(value).map(String).join(separator);

/** A segment may be a text, or an object that holds one. */
const pathOf = (path: unknown): string =>
  typeof path === 'string'
    ? path
    : asArray(path)
        .map((part) => String(isObject(part) ? (part['value'] ?? '') : part))
        .join('/');

const urlOfParts = ({ protocol, host, port, path, query }: Parts): string => {
  const scheme = typeof protocol === 'string' && protocol !== '' ? `${protocol}://` : '';
  const address = `${scheme}${joined(host, '.')}${port ? `:${String(port)}` : ''}`;
  const parameters = pairs(query).map(([name, value]) => `${name}=${value}`);
  return `${address}/${pathOf(path)}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
};

/** `/users/:id` with what the item says for it; where it says nothing, the name stays to be filled in. */
const withPathVariables = (url: string, variables: ReadonlyMap<string, string>): string => {
  const [path = '', ...query] = url.split('?');
  const segments = path.split('/').map((segment) => {
    const name = /^:[\w-]+$/.test(segment) ? openName(segment) : null;
    return name === null ? segment : variables.get(name) || placeholder(name);
  });
  return [segments.join('/'), ...query].join('?');
};

/** What is switched off stands in `raw` no more, and in `query` as switched off: the parts know better. */
const urlOf = (url: unknown): string => {
  if (typeof url === 'string') return withPathVariables(url, new Map());
  if (!isObject(url)) return refuseText('a Postman item with a URL');
  const variables = new Map(pairs(url['variable']));
  const text =
    asArray(url['path']).length > 0 || typeof url['path'] === 'string' ? urlOfParts(url) : url['raw'];
  if (typeof text !== 'string') return refuseText('a Postman item with a URL');
  return withPathVariables(text, variables);
};

/** What Postman sends raw bodies as, by the language that the editor shows; text unless said. */
const LANGUAGES: Readonly<Record<string, string>> = {
  json: JSON_TYPE,
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
};

const mediaTypeOf = (body: unknown): string | undefined => {
  if (!isObject(body)) return undefined;
  if (body['mode'] === 'urlencoded') return FORM_TYPE;
  const { raw } = asObject(body['options']);
  return LANGUAGES[String(asObject(raw)['language'])] ?? 'text/plain';
};

const bodyOf = (body: unknown): string | undefined => {
  if (!isObject(body) || body['disabled'] === true) return undefined;
  const { mode, raw, urlencoded } = body;
  if (mode === undefined || mode === 'raw') return typeof raw === 'string' && raw !== '' ? raw : undefined;
  if (mode === 'urlencoded')
    return pairs(urlencoded)
      .map(([name, value]) => `${escapeText(name)}=${escapeText(value)}`)
      .join('&');
  return refuseText(`a request with a JSON body; ${String(mode)} is none`);
};

const headersOf = (header: unknown): Pair[] => {
  if (typeof header !== 'string') return pairs(header);
  return header.split(/\r?\n/).flatMap((line): Pair[] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
};

/** Whether a JSON object is an item of a collection, or the request of one. */
export const isPostmanItem = (value: Parts): boolean =>
  'request' in value || ('url' in value && 'method' in value);

/** Reads a Postman item (v2.1) or the request in it. Throws `invalid_fields` where it has no URL or sends a file. */
export const readPostmanItem = (value: Parts): WrittenRequest => {
  const request = 'request' in value ? value['request'] : value;
  if (typeof request === 'string')
    return { method: 'GET', url: urlOf(request), headers: [], body: undefined };
  if (!isObject(request)) return refuseText('a Postman item with a request');
  const { method, url, header, body, auth } = request;
  const headers = headersOf(header);
  const text = bodyOf(body);
  const own = readAuthorization(auth);
  // What it inherits stands above it and is not its own.
  const hasOne = headerOf({ headers }, 'authorization') !== undefined;
  return {
    method: typeof method === 'string' && method !== '' ? method.toUpperCase() : 'GET',
    url: urlOf(url),
    headers: hasOne ? headers : [...headers, ...own.headers],
    body: text,
    ...(text !== undefined && { mediaType: mediaTypeOf(body) }),
    ...(!hasOne && own.notes.length > 0 && { notes: own.notes }),
  };
};
