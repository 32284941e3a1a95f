import { parseAddress } from './address';
import { curlLine } from './curl-line';
import { CURL_OPTIONS, type Effect } from './curl-options';
import { escapeText } from './escape-text';
import { FORM_TYPE, JSON_TYPE } from './media-types';
import { refuseText } from './refusal';
import type { Pair, WrittenRequest } from './request-text';

interface Line {
  method: string | null;
  url: string | null;
  readonly headers: Pair[];
  readonly data: string[];
  readonly query: string[];
  isGet: boolean;
  isHead: boolean;
  /** Several `-d` are fields of a form, several `--json` are one text. */
  between: '&' | '';
}

const emptyLine = (): Line => ({
  method: null,
  url: null,
  headers: [],
  data: [],
  query: [],
  isGet: false,
  isHead: false,
  between: '&',
});

const headerPair = (text: string): Pair => {
  const colon = text.indexOf(':');
  return colon < 0
    ? [text.replace(/;$/, ''), '']
    : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
};

const inLine = (value: string, what = 'body'): string =>
  value.startsWith('@')
    ? refuseText(`a request with its ${what} in it, which curl would read from ${value.slice(1) || 'a file'}`)
    : value;

/** `name=content`, with the content escaped; without a name the content alone. */
const urlencoded = (value: string): string => {
  const equals = inLine(value).indexOf('=');
  return value.slice(0, equals + 1) + escapeText(value.slice(equals + 1));
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const EFFECTS: Readonly<Record<Effect, (line: Line, value: string, option: string) => unknown>> = {
  method: (line, value) => {
    line.method = value.toUpperCase();
  },
  header: (line, value) => line.headers.push(headerPair(inLine(value, 'headers'))),
  cookie: (line, value) => line.headers.push(['Cookie', value]),
  data: (line, value, option) => line.data.push(option === '--data-raw' ? value : inLine(value)),
  urlencoded: (line, value) => line.data.push(urlencoded(value)),
  json: (line, value) => {
    line.between = '';
    line.data.push(inLine(value));
    line.headers.push(['Content-Type', JSON_TYPE], ['Accept', JSON_TYPE]);
  },
  query: (line, value) => line.query.push(value.startsWith('+') ? value.slice(1) : urlencoded(value)),
  url: (line, value) => {
    if (line.url !== null) refuseText('one request; there are two URLs in this line');
    line.url = value;
  },
  user: (line, value) => line.headers.push(['Authorization', `Basic ${base64(value)}`]),
  bearer: (line, value) => line.headers.push(['Authorization', `Bearer ${value}`]),
  get: (line) => {
    line.isGet = true;
  },
  head: (line) => {
    line.isHead = true;
  },
  valued: () => undefined,
  flag: () => undefined,
  upload: (_line, _value, option) =>
    refuseText(`a request with a JSON body, which curl's ${option} does not send`),
};

const TAKES_NONE: ReadonlySet<Effect> = new Set(['get', 'head', 'flag']);

const effectOf = (option: string): Effect =>
  CURL_OPTIONS.get(option) ??
  refuseText(`a curl line of options that are known here, which ${option} is not`);

/** Short options stand together (`-sSX POST`), the last with its value attached or behind it. */
const applyShort = (line: Line, word: string, rest: string[]): void => {
  for (let at = 1; at < word.length; at += 1) {
    const option = `-${word[at]}`;
    const effect = effectOf(option);
    if (TAKES_NONE.has(effect)) EFFECTS[effect](line, '', option);
    else {
      EFFECTS[effect](line, word.slice(at + 1) || (rest.shift() ?? ''), option);
      return;
    }
  }
};

const applyLong = (line: Line, word: string, rest: string[]): void => {
  if (word === '--next') refuseText('one request; this line has another after --next');
  const effect = effectOf(word);
  EFFECTS[effect](line, TAKES_NONE.has(effect) ? '' : (rest.shift() ?? ''), word);
};

const apply = (line: Line, word: string, rest: string[]): void => {
  if (word.startsWith('--')) applyLong(line, word, rest);
  else if (word.length > 1 && word.startsWith('-')) applyShort(line, word, rest);
  else EFFECTS.url(line, word, '');
};

const methodOf = ({ method, isHead, isGet, data }: Line): string => {
  if (method) return method;
  if (isHead) return 'HEAD';
  return data.length > 0 && !isGet ? 'POST' : 'GET';
};

const withQuery = (url: string, query: readonly string[]): string =>
  query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`;

/** Where curl goes: what stands before the first slash is a host, whatever it looks like. */
const withHost = (url: string): string =>
  url.startsWith('/') || parseAddress(url).origin !== null ? url : `http://${url}`;

/** Reads a curl line. Throws `invalid_fields` for one that sends a file, several requests, or options unknown here. */
export const readCurl = (text: string): WrittenRequest => {
  const { words, notes } = curlLine(text);
  const rest = [...words];
  const line = emptyLine();
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) apply(line, word, rest);
  if (!line.url) return refuseText('a curl line with a URL');
  const isInQuery = line.isGet || line.isHead;
  const body = isInQuery || line.data.length === 0 ? undefined : line.data.join(line.between);
  return {
    method: methodOf(line),
    url: withQuery(withHost(line.url), isInQuery ? [...line.query, ...line.data] : line.query),
    headers: line.headers,
    body,
    ...(body !== undefined && { mediaType: FORM_TYPE }),
    ...(notes.length > 0 && { notes }),
  };
};
