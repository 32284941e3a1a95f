import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isRunning } from '../../../db/embedded/process-state';
import type { CleanUp } from '../../clean-up';
import { createCleanUp } from '../../clean-up';
import { databaseIn, killPostgresIn, postmasterIn, stopRemains } from '../embedded';
import { isSound, lookAt, showEvidence } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { createAsker } from '../http';
import { ADMIN_TOKEN, startServer } from '../roster-server';
import { showTimes, until } from '../wait';

const ROUNDS = { quick: 8, whole: 52 };
const GONE_MS = 30_000;
const CREATES = 5;

/** What a killed server may leave to the next one. */
interface Remains {
  readonly says: string;
  make(dataDir: string, cleanUp: CleanUp): Promise<void>;
}

const killPostgres = async (dataDir: string): Promise<void> => {
  const { pid } = postmasterIn(dataDir);
  killPostgresIn(dataDir);
  await until('Postgres is gone', GONE_MS, () => !isRunning(pid));
};

const REMAINS: readonly Remains[] = [
  { says: 'Postgres still running', make: async () => undefined },
  { says: 'a stale postmaster.pid', make: killPostgres },
  {
    says: 'its port taken by a stranger',
    async make(dataDir, cleanUp) {
      await killPostgres(dataDir);
      const stranger = createServer((socket) => socket.destroy());
      stranger.listen(postmasterIn(dataDir).port, '127.0.0.1');
      await once(stranger, 'listening');
      cleanUp.add(() => stranger.close());
    },
  },
  {
    says: 'a postmaster.pid that names a process of somebody else',
    async make(dataDir) {
      await killPostgres(dataDir);
      const file = join(dataDir, 'postgres', 'postmaster.pid');
      const [, ...rest] = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, [process.pid, ...rest].join('\n'));
    },
  },
];

interface Seen {
  readonly names: string[];
  readonly starts: number[];
  refused: number;
}

/** Starts a server on what was left, has it create some users, and kills it. */
const liveOnce = async (chaos: Chaos, dataDir: string, round: number, seen: Seen): Promise<void> => {
  const begun = performance.now();
  const server = await startServer(chaos, { DATA_DIR: dataDir });
  seen.starts.push(performance.now() - begun);
  const asker = createAsker(server.url);
  for (let number = 1; number <= CREATES; number += 1) {
    const username = `round${round}x${number}`;
    const body = { username, email: `${username}@example.com`, password: 'correct horse battery' };
    const { status } = await asker.ask('POST /api/users', { token: ADMIN_TOKEN, body });
    if (status === 201) seen.names.push(username);
    else seen.refused += 1;
  }
  asker.close();
  await server.kill();
};

const run = async (chaos: Chaos) => {
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const dataDir = join(chaos.place, 'data');
  stopRemains(dataDir, chaos.cleanUp);
  const seen: Seen = { names: [], starts: [], refused: 0 };
  await liveOnce(chaos, dataDir, 0, seen);
  for (let round = 1; round <= rounds; round += 1) {
    const ofRound = createCleanUp(chaos.cleanUp);
    await REMAINS[round % REMAINS.length]?.make(dataDir, ofRound);
    await liveOnce(chaos, dataDir, round, seen);
    await ofRound.run();
    if (round % 10 === 0) chaos.progress(`${round} of ${rounds} starts`);
  }
  const evidence = await lookAt(databaseIn(dataDir), seen.names);
  return {
    figure: `starts ok ${seen.starts.length - 1} / ${rounds}, ${showTimes(seen.starts.slice(1))}; ${showEvidence(evidence)}, refused ${seen.refused}`,
    ok: isSound(evidence) && seen.refused === 0,
  };
};

/** Each server is killed, and the next one starts on what it left. */
export const orphans: Fault = {
  name: 'orphans',
  row: 149,
  says: `kill -9 of a server with its embedded Postgres, which leaves in turn: ${REMAINS.map(({ says }) => says).join('; ')}`,
  expected: 'every next start works, lost = 0',
  run,
};
