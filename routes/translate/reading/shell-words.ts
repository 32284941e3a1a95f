import { placeholder } from './placeholder';
import { refuseText } from './refusal';

interface Cursor {
  readonly text: string;
  at: number;
}

/** What ends a word, and a command. */
const OPERATORS = new Set(['|', ';', '&', '>', '<', '\n']);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

const startsWith = ({ text, at }: Cursor, start: string): boolean => text.startsWith(start, at);

const take = (cursor: Cursor, pattern: RegExp): RegExpExecArray | null => {
  const sticky = new RegExp(pattern, 'y');
  sticky.lastIndex = cursor.at;
  const match = sticky.exec(cursor.text);
  if (match) cursor.at += match[0].length;
  return match;
};

const nameOfCommand = (command: string): string => command.replace(/\W+/g, '_').replace(/^_+|_+$/g, '');

/** What the shell would put in: a variable, or what another command prints. A `$` that names nothing is itself. */
const expansion = (cursor: Cursor): string => {
  const variable = take(cursor, /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=?+][^{}]*)?\})/);
  if (variable) return placeholder(variable[1] ?? variable[2] ?? '');
  const command = take(cursor, /\$\(([^()]*)\)|`([^`]*)`/);
  if (command) return placeholder(nameOfCommand(command[1] ?? command[2] ?? '') || 'command');
  cursor.at += 1;
  return cursor.text[cursor.at - 1] ?? '';
};

const until = (cursor: Cursor, end: string, piece: (cursor: Cursor) => string): string => {
  let out = '';
  while (!startsWith(cursor, end)) {
    if (cursor.at >= cursor.text.length)
      return refuseText('a command whose quotes are closed, which one is not');
    out += piece(cursor);
  }
  cursor.at += end.length;
  return out;
};

const plain = (cursor: Cursor): string => take(cursor, /[^'"\\$`]+|[\s\S]/)?.[0] ?? '';

const inDoubleQuotes = (cursor: Cursor): string => {
  const escaped = take(cursor, /\\([$`"\\\n])/);
  if (escaped) return escaped[1] === '\n' ? '' : (escaped[1] ?? '');
  return startsWith(cursor, '$') || startsWith(cursor, '`') ? expansion(cursor) : plain(cursor);
};

/** `$'...'`, which browsers write: C escapes. */
const inCQuotes = (cursor: Cursor): string => {
  const code = take(cursor, /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/);
  if (code) return String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
  const escaped = take(cursor, /\\([\s\S])/)?.[1];
  return escaped === undefined ? plain(cursor) : (ESCAPES[escaped] ?? escaped);
};

const QUOTES: readonly (readonly [start: string, end: string, piece: (cursor: Cursor) => string])[] = [
  ["$'", "'", inCQuotes],
  ["'", "'", plain],
  ['"', '"', inDoubleQuotes],
];

const piece = (cursor: Cursor): string => {
  const quote = QUOTES.find(([start]) => startsWith(cursor, start));
  if (quote) {
    cursor.at += quote[0].length;
    return until(cursor, quote[1], quote[2]);
  }
  const escaped = take(cursor, /\\([\s\S])/);
  if (escaped) return escaped[1] ?? '';
  return startsWith(cursor, '$') || startsWith(cursor, '`')
    ? expansion(cursor)
    : (take(cursor, /[^ \t\n'"\\$`|;&><]+|[\s\S]/)?.[0] ?? '');
};

const isEndOfWord = (cursor: Cursor): boolean => {
  const next = cursor.text[cursor.at];
  return next === undefined || /[ \t]/.test(next) || OPERATORS.has(next) || startsWith(cursor, '\\\n');
};

const wordAt = (cursor: Cursor): string => {
  let word = '';
  while (!isEndOfWord(cursor)) word += piece(cursor);
  return word;
};

/** Takes a redirection with the file that it names. */
const redirection = (cursor: Cursor): boolean => {
  if (!take(cursor, /(?:\d*|&)[<>]+[&|]?-?[ \t]*/)) return false;
  wordAt(cursor);
  return true;
};

/** A command of a shell. */
export interface Command {
  readonly words: readonly string[];
  /** What stands in its line behind an `&` that ends it; empty where nothing does. */
  readonly cutOff: string;
}

/** Lines that are comments. */
const COMMENTS = /(?:#[^\n]*(?:\n\s*|$))+/;

const commandAt = (cursor: Cursor): Command => {
  const words: string[] = [];
  for (;;) {
    take(cursor, /(?:[ \t]|\\\n)+(?:#[^\n]*)?/);
    if (redirection(cursor)) continue;
    if (isEndOfWord(cursor)) break;
    words.push(wordAt(cursor));
  }
  const operator = take(cursor, /[|;&\n]+\s*/)?.[0] ?? '';
  const isAnd = operator.trim() === '&' && !operator.includes('\n');
  return { words, cutOff: isAnd ? (take({ ...cursor }, /[^\n]*/)?.[0] ?? '') : '' };
};

/**
 * The commands in a text, as a POSIX shell and bash split it: quotes, escapes, lines that go on after a backslash,
 * comments; redirections are left out. Nothing is expanded: what the shell would put in is left as a name to fill in.
 * Throws `invalid_fields` for quotes that are not closed in the first; from such quotes on the rest is not read.
 */
export const shellCommands = (text: string): Command[] => {
  const cursor: Cursor = { text: text.replace(/\r\n?/g, '\n').trim(), at: 0 };
  take(cursor, COMMENTS);
  const commands = [commandAt(cursor)];
  while (cursor.at < cursor.text.length) {
    take(cursor, COMMENTS);
    try {
      commands.push(commandAt(cursor));
    } catch {
      break;
    }
  }
  return commands;
};
