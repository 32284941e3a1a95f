import { availableParallelism, release, type as system } from 'node:os';
import { type Asked, helpText, readArguments } from './arguments';
import { createBench } from './bench';
import { createCleanUp } from './clean-up';
import type { LoadGenerator } from './load/load';
import type { Plan } from './plan';
import { NotMeasured, type Row } from './rows/row';
import { type Running, runProgram } from './run-program';
import { formatTable, type Outcome } from './table';

type Benches = Awaited<ReturnType<typeof createBench>>;

const outcomeOf = async (row: Row, benches: Benches, { cleanUp, isStopping }: Running): Promise<Outcome> => {
  const ofRow = createCleanUp(cleanUp);
  try {
    return { row: row.name, lines: await row.run(benches.forRow(row.name, ofRow)) };
  } catch (error) {
    if (!(error instanceof NotMeasured)) process.exitCode = 1;
    const note = (error as Error).message.split('\n')[0] ?? '';
    if (!isStopping()) console.error(`${row.name}: ${note}`);
    return { row: row.name, lines: [], note };
  } finally {
    await ofRow.run();
  }
};

const headline = (
  { isQuick, rounds, roundSeconds, warmUpSeconds, users }: Plan,
  load: LoadGenerator,
): string =>
  [
    isQuick ? 'QUICK: short rounds, figures that mean little. ' : '',
    `${users} users, ${rounds} rounds of ${roundSeconds} s in turns after ${warmUpSeconds} s, medians. `,
    `Load: ${load.name}. Node ${process.version}, ${availableParallelism()} cores, ${system()} ${release()}.`,
  ].join('');

const measureAll = async ({ rows, plan }: Asked, running: Running): Promise<void> => {
  const { cleanUp, isStopping } = running;
  const start = performance.now();
  const benches = await createBench(plan, cleanUp);
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    if (isStopping()) return;
    outcomes.push(await outcomeOf(row, benches, running));
  }
  if (isStopping()) return;
  console.log(headline(plan, benches.generator));
  console.log(formatTable(outcomes));
  console.log(`It took ${((performance.now() - start) / 60_000).toFixed(1)} minutes.`);
};

runProgram(async (running) => {
  const asked = readArguments(process.argv.slice(2));
  return asked.isHelp ? console.log(helpText()) : measureAll(asked, running);
});
