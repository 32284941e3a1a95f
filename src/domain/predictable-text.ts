import { KEYBOARDS, type KeyStep } from './keyboard';
import { LIMITS } from './user-rules';

// What is shorter happens in words and by chance: `dressed` touches one key after the other.
const MIN_STRAIGHT = 3;
const MIN_WINDING = 6;

/** So far apart, letters and digits still make a sequence: a number pad's columns and diagonals are 2 to 4 apart. */
const MAX_DISTANCE = 4;

/** What happens between a character and the next: how far apart they are, and the way on each keyboard. */
interface Link {
  readonly distance: number;
  readonly steps: readonly (KeyStep | null)[];
}

const linksOf = (chars: readonly string[]): Link[] =>
  chars.slice(1).map((to, index) => {
    const from = chars[index] ?? '';
    return {
      distance: (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0),
      steps: KEYBOARDS.map((stepBetween) => stepBetween(from, to)),
    };
  });

type Holds = (link: Link, first: Link) => boolean;

const isEven: Holds = ({ distance }, first) =>
  distance === first.distance && Math.abs(distance) <= MAX_DISTANCE;

const isStraight =
  (keyboard: number): Holds =>
  (link, first) => {
    const [step, wanted] = [link.steps[keyboard], first.steps[keyboard]];
    if (!step || !wanted) return false;
    return step[0] === wanted[0] && step[1] === wanted[1];
  };

const isTouching =
  (keyboard: number): Holds =>
  ({ steps }) =>
    Boolean(steps[keyboard]);

interface RunKind {
  readonly holds: Holds;
  readonly min: number;
}

const STRAIGHT: readonly RunKind[] = [isEven, ...KEYBOARDS.map((_, index) => isStraight(index))].map(
  (holds) => ({ holds, min: MIN_STRAIGHT }),
);

const ANY: readonly RunKind[] = [
  ...STRAIGHT,
  ...KEYBOARDS.map((_, index) => ({ holds: isTouching(index), min: MIN_WINDING })),
];

/** How many characters the run has that begins before the first link; one where none does. */
const runLength = (links: readonly Link[], { holds, min }: RunKind): number => {
  const [first] = links;
  if (!first) return 1;
  const end = links.findIndex((link) => !holds(link, first));
  const length = 1 + (end < 0 ? links.length : end);
  return length < min ? 1 : length;
};

/** How many characters stand in no run. */
const countLoose = (chars: readonly string[], kinds: readonly RunKind[]): number => {
  const links = linksOf(chars);
  let loose = 0;
  for (let at = 0; at < chars.length; ) {
    const length = Math.max(...kinds.map((kind) => runLength(links.slice(at), kind)));
    if (length === 1) loose += 1;
    at += length;
  }
  return loose;
};

const everySecond = (chars: readonly string[], from: 0 | 1): string[] =>
  chars.filter((_, index) => index % 2 === from);

/**
 * Whether three quarters of a text in canonical form or more are what hands do by themselves: repeats (`aaa`), sequences
 * (`abc`, `321`, `147`) and ways over a keyboard (`qwerty`, `zaq12wsx`), also two of them in turn (`a1b2c3`). Not where the
 * rest would be long enough for a password of its own, which no run makes worse.
 */
export const isMostlyRuns = (text: string): boolean => {
  const chars = [...text];
  const inTurn = () =>
    countLoose(everySecond(chars, 0), STRAIGHT) + countLoose(everySecond(chars, 1), STRAIGHT);
  const isMost = (loose: number): boolean => loose * 4 <= chars.length && loose < LIMITS.passwordMin;
  return isMost(countLoose(chars, ANY)) || isMost(inTurn());
};
