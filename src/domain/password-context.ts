import { codePointLength, toCanonical } from './text';

/** Whose password it is to be. */
export interface PasswordContext {
  readonly username: string;
  readonly email: string;
}

const PRODUCT = 'roster';

// What is shorter stands in too many words to say anything about its owner.
const MIN_WORD_LENGTH = 4;

const piecesOf = (form: string): string[] => form.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

/** What somebody who knows the account and the service would try first: names, their words, and what those make together. */
const contextWords = ({ username, email }: PasswordContext): string[] =>
  [username, email.split('@')[0] ?? '', PRODUCT]
    .map(toCanonical)
    .flatMap((name) => [name, ...piecesOf(name), piecesOf(name).join('')])
    .filter((word) => codePointLength(word) >= MIN_WORD_LENGTH);

/** Where each piece begins in all of them joined, and behind the last one. */
const bordersOf = (pieces: readonly string[]): number[] => {
  let at = 0;
  return [0, ...pieces.map((piece) => (at += piece.length))];
};

/** Where the word begins in the text. */
const occurrences = (text: string, word: string): number[] => {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.push(at);
  return found;
};

/**
 * Whether pieces of a text make the word together (`ros-ter`), or something stands between all of its letters
 * (`r.o.s.t.e.r`). Part of one piece and part of the next do not: a `bistro sterling` is no roster.
 */
const isSpelled = (word: string, pieces: readonly string[]): boolean => {
  const borders = bordersOf(pieces);
  return occurrences(pieces.join(''), word).some((start) => {
    const end = start + word.length;
    const within = borders.filter((border) => border > start && border < end).length;
    const isWhole = borders.includes(start) && borders.includes(end);
    return isWhole || within === codePointLength(word) - 1;
  });
};

/**
 * Whether a password in canonical form has a word in it that belongs to the account or the service, whatever stands
 * between its letters.
 */
export const containsContext = (form: string, context: PasswordContext): boolean => {
  const pieces = piecesOf(form);
  return contextWords(context).some((word) => form.includes(word) || isSpelled(word, pieces));
};
