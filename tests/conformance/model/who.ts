import fc from 'fast-check';

/** Somebody by its place among the callers or among the others, or nobody. */
export interface Target {
  readonly among: 'callers' | 'others' | 'nobody';
  readonly place: number;
}

/** A number to choose by. */
export const DRAW = fc.nat({ max: 1000 });

const target = (weights: Readonly<Record<Target['among'], number>>): fc.Arbitrary<Target> =>
  fc.record({
    among: fc.oneof(
      ...Object.entries(weights).map(([among, weight]) => ({
        weight,
        arbitrary: fc.constant(among as Target['among']),
      })),
    ),
    place: DRAW,
  });

export interface Who {
  readonly by: number;
  readonly target: Target;
}

// Whoever asks is seldom the target, for a caller that is gone is refused whatever it asks.
const SELDOM = target({ others: 8, callers: 2, nobody: 1 });
const asking = (by: number): fc.Arbitrary<Who> => fc.record({ by: fc.constant(by), target: SELDOM });

/**
 * Who asks, and of whom: mostly the superadmin, for a sequence of refusals shows little. The machine alone can bring the
 * last administrator down, and so is mostly after those.
 */
export const WHO: fc.Arbitrary<Who> = fc.oneof(
  { weight: 12, arbitrary: asking(0) },
  { weight: 5, arbitrary: asking(1) },
  { weight: 1, arbitrary: asking(2) },
  { weight: 1, arbitrary: asking(3) },
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constant(4), target: target({ others: 3, callers: 3, nobody: 1 }) }),
  },
);
