import { deflateSync, gzipSync } from 'node:zlib';
import { type Draft, type Mutation, naughty } from '../draft';
import type { Draw } from '../draw';
import { escaped, looseUtf8, withHeader } from '../fuzz-request';

const textOf = ({ json }: Draft): string => JSON.stringify(json ?? { a: 1 });

type Spell = (text: string, draw: Draw) => string;

/** JSON as it should not be, or as it may be and seldom is. */
const ODD_JSON: readonly Spell[] = [
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  (text) => `${text},`,
  (text) => `${text}\u0000`,
  (text) => `\u0000${text}`,
  (text) => `${text} // comment`,
  (text) => `)]}',\n${text}`,
  (text) => text.slice(0, -1),
  (text, draw) => text.slice(0, draw.below(text.length)),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace('{', '{"a":1,"a":2,'),
  (text) => text.replace('{', '{"__proto__":{"isAdmin":true},'),
  (text) => text.replace('{', '{"constructor":{"prototype":{"a":1}},'),
  (text) => text.replace('{', '{"":1,"\\u0000":2,'),
  (text) => text.replace(/\{"([^"]+)":/, '{"$1":1,"$1":'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':NaN'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':1e309'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':-0'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':9223372036854775808'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':0x10'),
  (text) => text.replace(/:("[^"]*"|\w+)/, `:${'9'.repeat(5000)}`),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':"\\ud800"'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':"\ud800"'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':"a\tb\nc"'),
  (text) => text.replace(/:("[^"]*"|\w+)/, ':"\\x41\\u12"'),
  (text) => text.replace(/:("[^"]*"|\w+)/, `:"${'x'.repeat(90_000)}"`),
  (text) => text.replace(/:("[^"]*"|\w+)/, `:"${'x'.repeat(110_000)}"`),
  () => `${'['.repeat(40)}${']'.repeat(40)}`,
  () => `${'['.repeat(50_000)}`,
  () => `${'{"a":'.repeat(16_000)}`,
  () => `[${'1,'.repeat(40_000)}1]`,
  () => `{${Array.from({ length: 8000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  () => 'null',
  () => 'true',
  () => '0',
  () => '""',
  () => '[]',
  () => ' ',
  () => '{',
  () => '{}{}',
  () => '{"a":undefined}',
  () => 'a=b',
];

const oddJson: Mutation = (draft, { draw }) => ({
  ...draft,
  body: looseUtf8(draw.pick(ODD_JSON)(textOf(draft), draw)),
});

const asForm = (draft: Draft, draw: Draw): string => {
  const pairs = Object.entries((draft.json ?? {}) as Record<string, unknown>).map(
    ([key, value]) => `${escaped(key)}=${escaped(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return [
    ...pairs,
    ...(draw.chance(0.3) ? [`${escaped(naughty(draw))}=${escaped(naughty(draw))}`] : []),
  ].join('&');
};

const form: Mutation = (draft, { draw }) => ({
  ...withHeader(draft, 'Content-Type', 'application/x-www-form-urlencoded'),
  body: looseUtf8(
    draw.pick([asForm(draft, draw), '%', '&&&', '=', 'a=%zz', 'a=1&a=2', 'a[b]=1', '+', '%00=%00']),
  ),
});

const multipart: Mutation = (draft, { draw }) => {
  const boundary = draw.pick(['x', '-', 'x'.repeat(80), '"']);
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="email"; filename="../../x"\r\n\r\n${naughty(draw)}\r\n`;
  return {
    ...withHeader(draft, 'Content-Type', `multipart/form-data; boundary=${boundary}`),
    body: looseUtf8(`${part}${draw.chance(0.5) ? `--${boundary}--\r\n` : ''}`),
  };
};

const XML =
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><user><email>&b;</email></user>';

const xml: Mutation = (draft, { draw }) => ({
  ...withHeader(draft, 'Content-Type', draw.pick(['application/xml', 'text/xml', 'application/json'])),
  body: Buffer.from(XML),
});

const CHARSETS: readonly BufferEncoding[] = ['utf16le', 'latin1', 'ascii', 'base64', 'hex'];

const wrongCharset: Mutation = (draft, { draw }) => {
  const bytes = Buffer.from(textOf(draft).replace('"', '"\u00e9'), draw.pick(CHARSETS));
  const type = draw.pick([
    'application/json',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
  ]);
  return { ...withHeader(draft, 'Content-Type', type), body: bytes };
};

const noise: Mutation = (draft, { draw }) => ({
  ...draft,
  body: Buffer.from(Array.from({ length: draw.below(200) }, () => draw.below(256))),
});

/** As it says, or not: cut off, of another coding, or far larger than it looks. */
const compressed: Mutation = (draft, { draw }) => {
  const plain = Buffer.from(textOf(draft));
  const bytes = draw.pick<() => Buffer>([
    () => gzipSync(plain),
    () => gzipSync(plain).subarray(0, -5),
    () => gzipSync(Buffer.alloc(1_000_000, ' ')),
    () => deflateSync(plain),
    () => Buffer.concat([gzipSync(plain), Buffer.from('trailing')]),
    () => plain,
  ])();
  return {
    ...withHeader(draft, 'Content-Encoding', draw.pick(['gzip', 'gzip', 'deflate', 'br'])),
    body: bytes,
  };
};

/** The bytes of a body. */
export const BODIES: readonly Mutation[] = [
  oddJson,
  oddJson,
  oddJson,
  oddJson,
  oddJson,
  form,
  multipart,
  xml,
  wrongCharset,
  noise,
  compressed,
];
