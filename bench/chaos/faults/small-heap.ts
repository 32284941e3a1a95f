import { seedUsers } from '../../seed';
import { withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { repeat } from '../repeat';
import { setStage } from '../stage';
import { showStatuses, unexpected } from '../statuses';

const HEAP_MB = 128;
const USERS = 100_000;
const TOGETHER = { quick: 4, whole: 16 };
const ROUNDS = { quick: 1, whole: 5 };

const run = async (chaos: Chaos) => {
  const { postgres, server, ask } = await setStage(chaos, {
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
  });
  await withClient(postgres.url, (client) => seedUsers(client, USERS));
  const reads = repeat(chaos.cleanUp, 20, () => ask('GET /api/users/1'));
  const together = chaos.isQuick ? TOGETHER.quick : TOGETHER.whole;
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const lengths: number[] = [];
  let most = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const lists = await Promise.all(Array.from({ length: together }, () => ask('GET /api/users')));
    for (const { status, text } of lists) lengths.push(status === 200 ? (JSON.parse(text) as []).length : 0);
    most = Math.max(most, server.residentMb());
  }
  const read = await reads.stop();
  const whole = lengths.filter((length) => length === USERS).length;
  const crashes = server.ending() === null ? 0 : 1;
  return {
    figure: `${whole} of ${lengths.length} lists of ${USERS} users whole, ${together} at once; single reads meanwhile ${showStatuses(read)}; RSS ${most.toFixed(0)} MB; crashes ${crashes}`,
    ok: whole === lengths.length && unexpected(read, [200]).length === 0 && crashes === 0,
  };
};

/** The process may not grow. */
export const smallHeap: Fault = {
  name: 'small-heap',
  row: 154,
  says: `lists of ${USERS} users, many at once, in a heap of ${HEAP_MB} MB`,
  expected: 'every list whole, other reads 200, crashes = 0',
  run,
};
