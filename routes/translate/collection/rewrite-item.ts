import { placeholder } from '../reading/placeholder';
import type { Translated } from '../translate';
import { writeBody } from '../writing/body-text';
import { escaped, writeSearch } from '../writing/write-path';
import type { Item } from './collection-format';

const asItem = (value: unknown): Item => (typeof value === 'object' && value !== null ? (value as Item) : {});

const BASE = placeholder('baseUrl');

const urlOf = (path: string, query: Readonly<Record<string, string>>, origin: string | null): Item => {
  const base = origin ?? BASE;
  const [, protocol, host] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(base) ?? [null, undefined, base];
  const [, name = '', port] = /^(.*?)(?::(\d+|\{\{[^{}]+\}\}))?$/.exec(host ?? '') ?? [];
  const parameters = Object.entries(query).map(([key, value]) => ({
    key: escaped(key),
    value: escaped(value),
  }));
  return {
    raw: `${base}${path}${writeSearch(query)}`,
    ...(protocol !== undefined && { protocol }),
    host: name.includes('{{') ? [name] : name.split('.'),
    ...(port !== undefined && { port }),
    path: path.slice(1).split('/'),
    ...(parameters.length > 0 && { query: parameters }),
  };
};

const isContentType = (header: unknown): boolean =>
  String(asItem(header)['key'] ?? '').toLowerCase() === 'content-type';

/** The headers that the item had, but the type of its body. */
const headersOf = (header: unknown, hasBody: boolean): unknown[] => [
  ...(Array.isArray(header) ? header : []).filter((one) => !isContentType(one)),
  ...(hasBody ? [{ key: 'Content-Type', value: 'application/json' }] : []),
];

/**
 * The item with the translated request in it: its name, description, scripts and authorization stay. Answers that were
 * saved with it go: they were given in the other dialect. The item as it is where there is no translation.
 */
export const rewriteItem = (item: Item, { translation, sent, origin }: Translated): Item => {
  const { request } = translation;
  if (!request || !sent) return item;
  const { body: _body, ...former } = asItem(item['request']);
  const hasBody = sent.body !== undefined;
  const rewritten = {
    ...former,
    method: request.method,
    header: headersOf(former['header'], hasBody),
    url: urlOf(request.path, request.query, origin),
    ...(hasBody && {
      body: { mode: 'raw', raw: writeBody(sent, 2), options: { raw: { language: 'json' } } },
    }),
  };
  return { ...item, request: rewritten, ...('response' in item && { response: [] }) };
};
