/** Controls, format characters, line separators, and whatever Unicode says may be drawn as nothing. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
const CONTROL = /\p{Cc}/u;

/** Length in code points, the unit of every limit in the wire contract ("1 to 255 code points of any script"). */
export const codePointLength = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** Whether the text is well-formed UTF-16 (no lone surrogate) and free of NUL, which Postgres cannot store. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether the text holds a control character. */
export const hasControl = (text: string): boolean => CONTROL.test(text);

/** Whether the text holds a character that a reader cannot see, such as a zero-width joiner or a control. */
export const hasInvisible = (text: string): boolean => INVISIBLE.test(text);

/** The stored form: trimmed, in NFC, otherwise as the caller wrote it. */
export const toStored = (text: string): string => text.trim().normalize('NFC');

/**
 * Unicode full case folding of one code point. ECMAScript offers none, but lower → upper → lower gives the same
 * classes as CaseFolding.txt (C and F): the last step undoes the upper case, the first brings in U+1E9E. The dotless i
 * is the one exception, since it upper-cases to I and yet folds to itself. Working on one code point at a time keeps
 * the final sigma rule out, which depends on the letter's neighbours.
 */
const foldCodePoint = (char: string): string =>
  char === 'ı' ? char : char.toLowerCase().toUpperCase().toLowerCase();

const fold = (text: string): string => {
  let folded = '';
  for (const char of text) folded += foldCodePoint(char);
  return folded;
};

// ASCII is its own NFKC form and folds by lower-casing: nearly every look-up takes this way.
const ASCII = /^[\x20-\x7e]*$/;

/**
 * The canonical form by which usernames and emails are unique, looked up and limited: trimmed, NFKC, full case folding
 * (wire contract: ß = ss, the Kelvin sign = k). Folding can break NFKC and the reverse, so both repeat until nothing
 * changes; two rounds suffice for every assigned code point, the third only proves it.
 */
export const toCanonical = (text: string): string => {
  const trimmed = text.trim();
  if (ASCII.test(trimmed)) return trimmed.toLowerCase();
  let form = trimmed.normalize('NFKC');
  for (let round = 0; round < 3; round += 1) {
    const next = fold(form).normalize('NFKC');
    if (next === form) break;
    form = next;
  }
  return form.trim();
};
