import { join } from 'node:path';
import type { Bench } from '../bench';
import { compared, type Line, show } from '../line';
import { measureInTurns, type Subject } from '../measure';
import { getsOf, REST } from '../requests';
import { ADMIN_TOKEN, startRosterChild } from '../roster';
import { startRoster } from '../stage';

const PROGRAM = join(__dirname, '..', 'programs', 'bindings.js');
const FEW = 20;
const MANY = 1000;
/** What two measurements of one thing differ by at least. */
const NOISE = 0.05;

/** A table of few bindings against one of many, and against itself for what chance alone makes of two equal things. */
export const bindings = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(bench.plan.users);
  const requests = getsOf(REST, directory.users);
  const subject = async (name: string, count: number): Promise<Subject> => {
    const options = { place: bench.place, settings: {}, args: [PROGRAM, String(count)] };
    const child = await startRosterChild(directory.url, options, bench.cleanUp);
    return { name, child, directory, requests, token: ADMIN_TOKEN };
  };
  // The token is made by a start of the whole server.
  await (await startRoster(bench, directory)).stop();
  const subjects = [
    await subject(`${FEW} bindings`, FEW),
    await subject(`${FEW} bindings, again`, FEW),
    await subject(`${MANY} bindings`, MANY),
  ] as const;
  const [few, again, many] = await measureInTurns(bench, subjects, 32);
  const chance = Math.max(NOISE, Math.abs(again.perSecond / few.perSecond - 1));
  const line = compared(`${MANY} against ${FEW} bindings`, many, few);
  const difference = Math.abs(many.perSecond / few.perSecond - 1);
  return [
    {
      ...line,
      claims: [
        { says: 'rate, difference', value: difference, unit: 'x', atMost: Number(chance.toFixed(2)) },
        ...line.claims,
      ],
      beside: `${line.beside} (again: ${show(again.perSecond)}/s)`,
    },
  ];
};
