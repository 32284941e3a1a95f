/** A way from one key to another: rows down, keys to the right. */
export type KeyStep = readonly [rows: number, keys: number];

type Layout = readonly (readonly string[])[];

/**
 * Keyboards as rows from top to bottom, each with what its keys give without and with shift. Every row stands half a key
 * further to the right than the one above it, so a key touches the one above of its own place and the next one.
 */
const LAYOUTS: readonly Layout[] = [
  [
    ['1234567890-=', '!@#$%^&*()_+'],
    ['qwertyuiop[]\\', 'qwertyuiop{}|'],
    ["asdfghjkl;'", 'asdfghjkl:"'],
    ['zxcvbnm,./', 'zxcvbnm<>?'],
  ],
  [['1234567890', '!"§$%&/()='], ['qwertzuiopü+'], ['asdfghjklöä#'], ['yxcvbnm,.-', 'yxcvbnm;:_']],
  [['1234567890', '&é"\'(-è_çà'], ['azertyuiop'], ['qsdfghjklmù'], ['wxcvbn,;:!']],
  [['1234567890'], ['йцукенгшщзхъ'], ['фывапролджэ'], ['ячсмитьбю.']],
];

const placesOf = (layout: Layout): ReadonlyMap<string, KeyStep> =>
  new Map(
    layout.flatMap((row, down) => row.flatMap((keys) => [...keys].map((key, along) => [key, [down, along]]))),
  );

const TOUCHING = new Set(['0 0', '0 1', '0 -1', '-1 0', '-1 1', '1 0', '1 -1']);

/** The step from one character to another where their keys are the same or touch, else null. Letters in lower case. */
export type Keyboard = (from: string, to: string) => KeyStep | null;

const keyboardOf = (layout: Layout): Keyboard => {
  const places = placesOf(layout);
  return (from, to) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (!start || !end) return null;
    const step = [end[0] - start[0], end[1] - start[1]] as const;
    return TOUCHING.has(step.join(' ')) ? step : null;
  };
};

/** US, German, French and Russian. */
export const KEYBOARDS: readonly Keyboard[] = LAYOUTS.map(keyboardOf);
