import type { Draft, Mutation } from '../draft';
import type { Draw } from '../draw';
import { looseUtf8, targetOf } from '../fuzz-request';
import { NAUGHTY_STRINGS } from '../naughty';

interface Lines {
  readonly first: string;
  readonly headers: readonly string[];
  readonly body: string;
}

type Bend = (lines: Lines, draw: Draw) => Lines;

const withHeaders = (lines: Lines, ...headers: string[]): Lines => ({
  ...lines,
  headers: [...lines.headers.filter((line) => !/^content-length/i.test(line)), ...headers],
});

const first =
  (change: (first: string, draw: Draw) => string): Bend =>
  (lines, draw) => ({ ...lines, first: change(lines.first, draw) });

const sized = (body: string): string => `Content-Length: ${Buffer.byteLength(body, 'latin1')}`;

const LENGTHS = [
  '-1',
  '+1',
  '0x10',
  '1e1',
  '1.0',
  ' ',
  '',
  'abc',
  '99999999999999999999',
  '0, 0',
  '1\t',
  '5 5',
];

const METHODS = [
  ...[
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'PURGE',
    'LINK',
    'M-SEARCH',
    'QUERY',
    'get',
    'Get',
    'G\u00c4T',
    'GET/',
    '',
  ],
  ...['PRI', 'SEARCH', 'A'.repeat(3000)],
];

const CHUNKS = [
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffffffffff\r\nx\r\n0\r\n\r\n',
  '-1\r\nx\r\n0\r\n\r\n',
  '2\r\nhello\r\n0\r\n\r\n',
  '5;a=b\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n',
  `5;${'a'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
  'zz\r\n\r\n',
  '0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n',
  '2\r\n{}\r\n0\r\n\r\n',
];

const chunked =
  (coding: string): Bend =>
  (lines, draw) => ({ ...withHeaders(lines, `Transfer-Encoding: ${coding}`), body: draw.pick(CHUNKS) });

/** Ways to say a request wrongly, which no client would. */
const BENDS: readonly Bend[] = [
  first((line, draw) => line.replace(/^\S+/, draw.pick(METHODS))),
  first((line, draw) => line.replace(/^\S+/, draw.pick(METHODS))),
  first((line) => line.replace('HTTP/1.1', 'HTTP/1.0')),
  first((line) => line.replace('HTTP/1.1', 'HTTP/0.9')),
  first((line) => line.replace('HTTP/1.1', 'HTTP/2.0')),
  first((line) => line.replace(' HTTP/1.1', '')),
  first((line) => line.replace('HTTP/1.1', 'http/1.1')),
  first((line) => line.replace(' /', '  /')),
  first((line) => line.replace(' /', ' http://evil.example/')),
  first((line) => line.replace(' /', ' //evil.example/')),
  first((line) => line.replace(/ \S+/, ' *')),
  first((line) => line.replace(/ \S+/, ' x')),
  first((line) => line.replace(/ \S+/, ` /${'a'.repeat(17_000)}`)),
  first((line) => `\r\n\r\n${line}`),
  first((line, draw) => line.replace(/ (\S+)/, (_, target) => ` ${target}${draw.pick(NAUGHTY_STRINGS)}`)),
  first((line, draw) =>
    line.replace(
      / (\S+)/,
      (_, target) => ` ${target}${draw.pick(['\u0000', '\t', ' ', '\u0001', '\u007f'])}x`,
    ),
  ),
  (lines) => ({ ...lines, headers: lines.headers.filter((line) => !/^host/i.test(line)) }),
  (lines) => withHeaders(lines, 'Host: second', sized(lines.body)),
  (lines, draw) => withHeaders(lines, `Content-Length: ${draw.pick(LENGTHS)}`),
  (lines) => withHeaders(lines, sized(lines.body), 'Content-Length: 1'),
  (lines) => withHeaders(lines, sized(lines.body), 'Transfer-Encoding: chunked'),
  (lines) => withHeaders(lines, `Content-Length: ${lines.body.length + 50}`),
  (lines) => withHeaders(lines, 'Content-Length: 2'),
  chunked('chunked'),
  chunked('chunked'),
  chunked('Chunked'),
  chunked('xchunked'),
  chunked('chunked, identity'),
  chunked('gzip, chunked'),
  chunked('\u000bchunked'),
  (lines) => withHeaders(lines, 'X : space', sized(lines.body)),
  (lines) => withHeaders(lines, ' folded', sized(lines.body)),
  (lines) => withHeaders(lines, ': nameless', sized(lines.body)),
  (lines) => withHeaders(lines, 'X: \u0000', sized(lines.body)),
  (lines) => withHeaders(lines, 'X: a\rb', sized(lines.body)),
  (lines, draw) => withHeaders(lines, `X: ${draw.pick(NAUGHTY_STRINGS)}`, sized(lines.body)),
  (lines) => withHeaders(lines, `X: ${'a'.repeat(20_000)}`, sized(lines.body)),
  (lines) => withHeaders(lines, ...Array.from({ length: 2500 }, () => 'X: y'), sized(lines.body)),
  (lines) => withHeaders(lines, 'Expect: tea', sized(lines.body)),
  (lines) =>
    withHeaders(lines, 'Connection: upgrade', 'Upgrade: h2c', 'HTTP2-Settings: AAA', sized(lines.body)),
  (lines) => ({ ...lines, body: `${lines.body}GET /livez HTTP/1.1\r\nHost: x\r\n\r\n` }),
  () => ({ first: '\u0016\u0003\u0001\u0002\u0000\u0001', headers: [], body: '' }),
  () => ({ first: 'PRI * HTTP/2.0', headers: [], body: 'SM\r\n\r\n' }),
];

const linesOf = (draft: Draft): Lines => {
  const text = draft.body ?? (draft.json === undefined ? '' : looseUtf8(JSON.stringify(draft.json)));
  const body = text.toString('latin1');
  return {
    first: `${draft.method} ${targetOf(draft)} HTTP/1.1`,
    headers: [
      'Host: fuzz',
      'Connection: close',
      ...draft.headers.map(([name, value]) => `${name}: ${value}`),
      ...(body === '' ? [] : [sized(body)]),
    ],
    body,
  };
};

/** The request as bytes that no client would write. */
export const bentRaw: Mutation = (draft, { draw }) => {
  const { first: line, headers, body } = draw.pick(BENDS)(linesOf(draft), draw);
  const text = [line, ...headers, '', body].join('\r\n');
  const bytes = [...text].some((character) => character > '\u00ff')
    ? looseUtf8(text)
    : Buffer.from(text, 'latin1');
  return { ...draft, raw: bytes };
};
