/** A source of choices: the same seed makes the same ones. */
export interface Draw {
  /** A whole number from 0 up to, and without, the bound. */
  below(bound: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  /** One of a list. Throws an `Error` for an empty one. */
  pick<T>(list: readonly T[]): T;
}

/** Numbers from 0 to 1 by mulberry32. */
const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const hashOf = (text: string): number =>
  [...text].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0, 7);

/** The choices of this seed for this purpose. */
export const createDraw = (seed: number, purpose: string): Draw => {
  const next = numbers(seed ^ hashOf(purpose));
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new Error('there is nothing to choose from');
      return list[below(list.length)] as (typeof list)[number];
    },
  };
};
