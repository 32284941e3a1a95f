import type { Remark } from '../../../src/domain/translation';
import { remark } from '../remarks';
import { isCmd, readCmdWords } from './cmd-words';
import { asBash, isPowerShell } from './powershell';
import { refuseText } from './refusal';
import { shellCommands } from './shell-words';

/** The words of a curl line behind `curl` itself. */
export interface CurlLine {
  readonly words: readonly string[];
  readonly notes: readonly Remark[];
}

const IS_CURL = /(?:^|[\\/])curl(?:\.exe)?$/;

/** What may stand before a program: variables, programs that run others, and their options. */
const BEFORE = /^(?:\w+=.*|sudo|time|env|command|exec|nohup|-\w+)$/s;

/** Where a command runs curl; -1 where it does not. */
const placeOfCurl = (words: readonly string[]): number => {
  const at = words.findIndex((word) => IS_CURL.test(word));
  return words.slice(0, Math.max(at, 0)).every((word) => BEFORE.test(word)) ? at : -1;
};

/** Comments, and a prompt of a shell, of PowerShell or of cmd. */
const LEAD = /^(?:#[^\n]*\n\s*)*(?:[$>]\s+|PS [^>\n]*>\s*|[A-Z]:[^>\n]*>\s*)?/;

const STARTS = /^(?:(?:\w+=\S*|sudo|time|env|command|exec|nohup|-\w+)\s+)*(?:\S*[\\/])?curl(?:\.exe)?\s/;

/** Whether a text is a command that runs curl, be it after comments and a prompt. */
export const isCurl = (text: string): boolean => STARTS.test(text.replace(LEAD, ''));

const cut = (rest: string): Remark =>
  remark(
    'ignored',
    `the shell ends the command at the & before ${rest.trim()}, which is no part of it: put the URL in quotes`,
    '&',
  );

/** The words of the one curl in a text. Throws `invalid_fields` where there is another after it. */
export const curlLine = (text: string): CurlLine => {
  const line = text.replace(LEAD, '');
  if (isCmd(line)) return { words: wordsBehind(readCmdWords(line)), notes: [] };
  const [first, ...more] = shellCommands(isPowerShell(line) ? asBash(line) : line);
  if (more.some(({ words }) => placeOfCurl(words) >= 0))
    return refuseText('one request; there is another curl after the first');
  const { words = [], cutOff = '' } = first ?? {};
  return { words: wordsBehind(words), notes: cutOff === '' ? [] : [cut(cutOff)] };
};

const wordsBehind = (words: readonly string[]): readonly string[] =>
  words.slice(words.findIndex((word) => IS_CURL.test(word)) + 1);
