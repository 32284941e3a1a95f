import type { TranslatedRequest } from '../../src/domain/translation';
import { piecesOf, placeholder } from './reading/placeholder';
import { type BodyToSend, writeBody } from './writing/body-text';
import { writeSearch } from './writing/write-path';

const BASE_URL = placeholder('BASE_URL');

const PLAIN = /^[\w./:@%+,=-]+$/;
const SHELL_NAME = /^[A-Za-z_]\w*$/;

/** What means something between double quotes. */
const LIVELY = /["\\$`!]/;

interface Part {
  readonly text: string;
  readonly isVariable: boolean;
}

/** A text in parts; a name to fill in is a variable where the shell has such names. */
const partsOf = (text: string): Part[] =>
  piecesOf(text).map(({ text: piece, name }) =>
    name !== null && SHELL_NAME.test(name)
      ? { text: name, isVariable: true }
      : { text: piece, isVariable: false },
  );

const inSingleQuotes = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const inDoubleQuotes = (parts: readonly Part[]): string => {
  const inside = parts.map(({ text, isVariable }, index) => {
    const isGlued = /^\w/.test(parts[index + 1]?.text ?? '');
    if (!isVariable) return text;
    return isGlued ? `\${${text}}` : `$${text}`;
  });
  return `"${inside.join('')}"`;
};

/** A text as one word of a shell. */
const word = (text: string): string => {
  if (PLAIN.test(text)) return text;
  const parts = partsOf(text);
  if (!parts.some(({ isVariable }) => isVariable)) return inSingleQuotes(text);
  if (!parts.some((part) => !part.isVariable && LIVELY.test(part.text))) return inDoubleQuotes(parts);
  return parts.map((part) => (part.isVariable ? `"$${part.text}"` : inSingleQuotes(part.text))).join('');
};

/** What curl has words of its own for: with `-X HEAD` it would wait for a body. */
const METHODS: Readonly<Record<string, string>> = { GET: '', HEAD: ' -I' };

/** A request as a curl line for a POSIX shell, an option a line. */
export const toCurl = (
  { method, path, query, headers }: TranslatedRequest,
  sent: BodyToSend,
  origin: string | null,
): string => {
  const url = `${origin ?? BASE_URL}${path}${writeSearch(query)}`;
  return [
    `curl${METHODS[method] ?? ` -X ${method}`} ${word(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...(sent.body === undefined ? [] : [`-d ${word(writeBody(sent))}`]),
  ].join(' \\\n  ');
};
