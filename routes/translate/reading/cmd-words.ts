import { placeholder } from './placeholder';
import { refuseText } from './refusal';

// Two programs read a line of the Windows command prompt: cmd takes the carets out, then the program that is run splits
// the rest by the rules of the C runtime.

/** Whether carets escape ends of lines or quotes in a text, as they do for cmd alone. */
export const isCmd = (text: string): boolean => /\^\r?\n|(?:^|\s)\^"/.test(text);

/** What stands in quotes, a caret with what it escapes, an operator with all behind it. */
const FOR_CMD = /"[^"]*"?|\^\n?([\s\S]?)|[|&<>\n][\s\S]*/g;

const ANOTHER = /^[|&\n][\s\S]*\bcurl(?:\.exe)?\s/;

/** A line as cmd hands it on: without its carets, up to what ends the command. */
const withoutCarets = (text: string): string =>
  text.replace(FOR_CMD, (part, escaped: string | undefined) => {
    if (part.startsWith('"')) return part;
    if (ANOTHER.test(part)) return refuseText('one request; there is another curl after the first');
    return escaped ?? '';
  });

const variables = (text: string): string =>
  text.replace(/%([A-Za-z_]\w*)%/g, (_text, name: string) => placeholder(name));

const WORD = /(?:"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s"\\])+/g;

/** A word without its quotes: a backslash escapes a quote, and whatever escapes that. */
const unquoted = (word: string): string =>
  word.replace(
    /(\\*)"/g,
    (_text, slashes: string) =>
      '\\'.repeat(Math.floor(slashes.length / 2)) + (slashes.length % 2 === 1 ? '"' : ''),
  );

/** The words of a line for cmd. Throws `invalid_fields` for quotes that are not closed, or another curl behind it. */
export const readCmdWords = (text: string): string[] => {
  const line = variables(withoutCarets(text.replace(/\r\n?/g, '\n')));
  if (line.replace(WORD, '').trim() !== '')
    return refuseText('a command whose quotes are closed, which one is not');
  return (line.match(WORD) ?? []).map(unquoted);
};
