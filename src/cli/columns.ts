const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });

const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u;

// What moves the cursor or turns the direction of writing would let a name draw over its neighbours.
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text as a terminal may show it: nothing in it acts on the terminal. */
export const tame = (text: string): string => text.replace(UNRULY, '\ufffd');

/** How many places a text takes in a terminal. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const { segment } of SEGMENTS.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
};

/** Rows in aligned columns, batch by batch. */
export interface Columns {
  /** The lines of these rows. Columns are as wide as they ever had to be, so a later batch may be wider. */
  lines(rows: readonly (readonly string[])[]): string[];
}

/** Columns for a terminal, with two blanks in between and none at the end of a line. */
export const createColumns = (): Columns => {
  const widths: number[] = [];
  const widen = (row: readonly string[]): void => {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    });
  };
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return {
    lines(rows) {
      const shown = rows.map((row) => row.map(tame));
      for (const row of shown) widen(row);
      return shown.map(line);
    },
  };
};
