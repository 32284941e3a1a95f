import fc from 'fast-check';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { SEED } from '../support/seed';
import { act, TALLY } from './model/acting';
import { type Step, sequences } from './model/steps';
import { compareDirectory } from './model/whole-directory';
import { beginAnew, createWorld, type World } from './model/world';
import { CONFORMING } from './support/dialects';

const STEPS = 50;
const TIMEOUT = 15 * 60_000;

let world: World;
const figures = { sequences: 0, steps: 0, members: 0, mismatches: 0 };

const listed = (tally: ReadonlyMap<string, number>): string =>
  [...tally]
    .sort(([, one], [, other]) => other - one)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');

beforeAll(async () => {
  world = await createWorld();
});

afterAll(async () => {
  const { sequences: run, steps, members, mismatches } = figures;
  report(
    `sequences: seed ${SEED}, ${run} of ${STEPS} steps in ${CONFORMING.length} dialects, ${steps} steps, ${members} whole records compared, mismatches = ${mismatches}`,
  );
  report(`asked: ${listed(TALLY.asked)}; came of it: ${listed(TALLY.came)}`);
  await world.stop();
});

const walk = async (steps: readonly Step[]): Promise<readonly string[]> => {
  await beginAnew(world);
  for (const [index, step] of steps.entries()) {
    figures.steps += 1;
    const mismatches = await act(world, step);
    if (mismatches.length > 0) return mismatches.map((one) => `step ${index + 1}: ${one}`);
  }
  figures.members += world.members.length;
  return compareDirectory(world);
};

test(
  'whatever is done in whatever dialects, the directory is what the model says',
  async () => {
    const property = fc.asyncProperty(sequences(STEPS), async (steps) => {
      figures.sequences += 1;
      const mismatches = await walk(steps);
      figures.mismatches += mismatches.length;
      expect(mismatches).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: COUNTS.sequences });
  },
  TIMEOUT,
);
