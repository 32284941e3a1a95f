import { type FuzzRequest, targetOf } from './fuzz-request';

const PRINTABLE = /[ -~]/;

/** Bytes for `printf` in single quotes. */
const printed = (bytes: Buffer): string =>
  [...bytes.toString('latin1')]
    .map((character) => {
      if (character === '%') return '%%';
      const isPlain = PRINTABLE.test(character) && !"'\\".includes(character);
      return isPlain ? character : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
    })
    .join('');

/** Bytes as bash reads them in `$'...'`. */
const quoted = (text: string): string => {
  const hasOnlyPlain = /^[ -&(-[\]-~]*$/.test(text);
  return hasOnlyPlain ? `'${text}'` : `$'${printed(Buffer.from(text, 'latin1')).replaceAll('%%', '%')}'`;
};

const rawLine = (url: string, raw: Buffer): string => {
  const { hostname, port } = new URL(url);
  return `printf '${printed(raw)}' | nc -q 1 ${hostname} ${port}`;
};

/** A line for a shell that sends the same bytes. */
export const curlLine = (url: string, asked: FuzzRequest): string => {
  const { method, headers, body, raw } = asked;
  if (raw) return rawLine(url, raw);
  const parts = [
    'curl -sS -i --globoff --path-as-is',
    method === 'HEAD' ? '--head' : `-X ${method}`,
    ...headers.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body ? ['--data-binary @-'] : []),
    quoted(`${url}${targetOf(asked)}`),
  ];
  const line = parts.join(' ');
  return body ? `printf '${printed(body)}' | ${line}` : line;
};
