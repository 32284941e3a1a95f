import { VERDICT_MS } from '../../src/adapters/verdicts';
import { COUNTS } from '../support/counts';
import { createEmptyDatabase, sql } from '../support/empty-database';
import { report } from '../support/report';
import { type MadeToken, makeTokens, type Staleness, stalenessAt, toldOf } from './credentials';
import { byHand, END_LISTENERS, LISTENER, pause, placesAre, revokedAt } from './listeners';
import { createReplica, endReplicas, type Replica } from './topology';

jest.setTimeout(300_000);

const ROUNDS = Math.ceil(COUNTS.replicaRounds / 3);
const KILLS = Math.ceil(COUNTS.replicaRounds / 8);
/** After which a server that came back and found itself alone relies on it, in milliseconds; nothing shows it outside. */
const RELIED_ON_MS = 4_000;

let databaseUrl: string;
const replicas: Replica[] = [];

const begin = async (): Promise<Replica> => {
  const replica = await createReplica(databaseUrl, null);
  replicas.push(replica);
  await replica.start();
  return replica;
};

const expectWithinTheBound = (all: readonly Staleness[]): void => {
  for (const { ms } of all) expect(ms).toBeLessThanOrEqual(VERDICT_MS);
};

beforeAll(async () => {
  databaseUrl = await createEmptyDatabase();
});
afterAll(() => endReplicas(replicas));

describe('a server that is alone', () => {
  let server: Replica;
  let tokens: MadeToken[];
  const nextToken = (): MadeToken => {
    const token = tokens.pop();
    if (!token) throw new Error('more rounds than tokens');
    return token;
  };

  beforeAll(async () => {
    server = await begin();
    tokens = await makeTokens(server.address, ROUNDS + KILLS + 1);
  });

  test('lets nobody in for longer than the bound when its notifications are dropped in silence', async () => {
    const all: Staleness[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await placesAre(databaseUrl, 1, 1);
      const token = nextToken();
      all.push(
        await stalenessAt([server.address], token.secret, async () => {
          server.postgres.cut(LISTENER);
          await sql(databaseUrl, byHand(token));
        }),
      );
      server.postgres.mend();
    }
    report(`ended by hand, notifications dropped: ${toldOf(all)}`);
    expectWithinTheBound(all);
  });

  test('nor when its connection for them is killed, and what is told meanwhile is lost', async () => {
    const all: Staleness[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      await placesAre(databaseUrl, 1, 1);
      await pause(RELIED_ON_MS);
      const token = nextToken();
      all.push(
        await stalenessAt([server.address], token.secret, () =>
          sql(databaseUrl, `${END_LISTENERS}; ${byHand(token)}`),
        ),
      );
    }
    report(`ended by hand, the listening connection killed just before: ${toldOf(all)}`);
    expectWithinTheBound(all);
  });

  test('nor when it does not hear that another server has come, which ends the access', async () => {
    await placesAre(databaseUrl, 1, 1);
    const token = nextToken();
    server.postgres.cut(LISTENER);
    const other = await begin();
    const staleness = await stalenessAt([server.address, other.address], token.secret, () =>
      revokedAt(other, token),
    );
    server.postgres.mend();
    report(`ended at another server of which nothing was heard: ${toldOf([staleness])}`);
    expectWithinTheBound([staleness]);
  });
});

describe('two servers', () => {
  let tokens: MadeToken[];
  const addresses = (): string[] => replicas.map(({ address }) => address);

  beforeAll(async () => {
    tokens = await makeTokens(addresses()[0] ?? '', 2 * ROUNDS);
    // The one that came in vain gets its place when the other one is there again.
    await placesAre(databaseUrl, 2, 0);
  });

  test('remember nothing: what one ends the other refuses at once, although neither hears anything', async () => {
    for (const { postgres } of replicas) postgres.cut(LISTENER);
    const all: Staleness[] = [];
    for (const token of tokens.splice(0, ROUNDS))
      all.push(
        await stalenessAt(addresses(), token.secret, () =>
          revokedAt(replicas[all.length % 2] as Replica, token),
        ),
      );
    for (const { postgres } of replicas) postgres.mend();
    report(`two servers, notifications of both dropped: ${toldOf(all)}`);
    expect(all.map(({ late }) => late)).toEqual(all.map(() => 0));
  });

  test('let nobody in for longer than the bound while the connections that hear are killed again and again', async () => {
    let isOver = false;
    const killing = (async () => {
      while (!isOver) {
        await sql(databaseUrl, END_LISTENERS);
        await pause(300);
      }
    })();
    const all: Staleness[] = [];
    try {
      for (const token of tokens.splice(0, ROUNDS))
        all.push(
          await stalenessAt(addresses(), token.secret, () =>
            revokedAt(replicas[all.length % 2] as Replica, token),
          ),
        );
    } finally {
      isOver = true;
      await killing;
    }
    report(`two servers, the listening connections killed every 300 ms: ${toldOf(all)}`);
    expectWithinTheBound(all);
  });
});
