import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, release, type as system, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCleanUp } from '../clean-up';
import { type Running, runProgram } from '../run-program';
import { type Asked, helpText, readArguments } from './arguments';
import type { Fault, Finding } from './fault';
import { formatTable, type Outcome } from './table';

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** Breaks one thing, in a directory of its own. */
const findingOf = async (
  fault: Fault,
  asked: Asked,
  start: number,
  { cleanUp, isStopping }: Running,
): Promise<Finding> => {
  const ofFault = createCleanUp(cleanUp);
  try {
    const place = mkdtempSync(join(tmpdir(), 'roster-chaos-'));
    ofFault.add(() => rmSync(place, { recursive: true, force: true }));
    return await fault.run({
      isQuick: asked.isQuick,
      minutes: asked.minutes,
      place,
      cleanUp: ofFault,
      progress: (line) =>
        console.error(`[${secondsSince(start).toFixed(0).padStart(5)} s] ${fault.name}: ${line}`),
    });
  } catch (error) {
    if (!isStopping()) console.error(error);
    return { figure: `failed: ${(error as Error).message.split('\n')[0] ?? ''}`, ok: false };
  } finally {
    await ofFault.run();
  }
};

const headline = ({ isQuick }: Asked): string =>
  [
    isQuick ? 'QUICK: few rounds, short outages. ' : '',
    `Node ${process.version}, ${availableParallelism()} cores, ${system()} ${release()}.`,
  ].join('');

const breakAll = async (asked: Asked, running: Running): Promise<void> => {
  const { isStopping } = running;
  const start = performance.now();
  const outcomes: Outcome[] = [];
  for (const fault of asked.faults) {
    if (isStopping()) return;
    const begun = performance.now();
    const finding = await findingOf(fault, asked, start, running);
    outcomes.push({ fault, finding, seconds: secondsSince(begun) });
  }
  if (isStopping()) return;
  console.log(headline(asked));
  console.log(formatTable(outcomes));
  const bad = outcomes.filter(({ finding }) => finding.ok === false);
  console.log(
    `${outcomes.length} faults, ${bad.length} not ok, ${(secondsSince(start) / 60).toFixed(1)} minutes.`,
  );
  if (bad.length > 0) process.exitCode = 1;
};

runProgram(async (running) => {
  const asked = readArguments(process.argv.slice(2));
  return asked.isHelp ? console.log(helpText()) : breakAll(asked, running);
});
