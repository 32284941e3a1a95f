import { machineContext } from '../../src/first-administrator';
import type { Dependencies } from '../../src/operations/dependencies';
import { createUser } from '../../src/operations/users/create-user';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';

const RACERS = 50;
const TIMEOUT = 300_000;
const CONTEXT = machineContext('test');

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const create = async (fields: { username?: string; email: string }): Promise<string> =>
  (await server.wiring.controllers['users.create']({ fields }, CONTEXT)).username;

const deleteAll = () =>
  server.database.pool.query('update users set deleted_at = now() where deleted_at is null');

const numbered = (stem: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => (index === 0 ? stem : `${stem}${index}`));

/** Resolves once a statement of this database waits for another transaction. */
const waitForLock = async (): Promise<void> => {
  const query =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await server.database.pool.query(query)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

/** More rounds cost time and find nothing else: what is decided here is decided by locks. */
const ROUNDS = Math.ceil(COUNTS.raceRounds / 5);

test(
  'names made of one local part: all succeed, with the smallest numbers there are',
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const emails = Array.from({ length: RACERS }, (_, index) => `jane@example${index}.com`);
      const names = await Promise.all(emails.map((email) => create({ email })));
      expect(names.sort()).toEqual(numbered('jane', RACERS).sort());
      await deleteAll();
    }
    report(`derived usernames: ${ROUNDS} rounds of ${RACERS} creates of one local part, all with a name`);
  },
  TIMEOUT,
);

test(
  'names that others choose meanwhile, and names of stems that run into each other',
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const chosen = numbered('jane', 20).map((username) => ({ username, email: `${username}@chosen.com` }));
      const derived = ['jane', 'jane1', 'jane11'].flatMap((stem) =>
        Array.from({ length: 10 }, (_, index) => ({ email: `${stem}@derived${index}.com` })),
      );
      const mixed = [...chosen, ...derived].map((fields, index) => ({ fields, place: (index * 17) % 50 }));
      const inOrder = mixed.sort((one, other) => one.place - other.place).map(({ fields }) => fields);
      const outcomes = await Promise.all(
        inOrder.map((fields) => create(fields).catch((error: { code?: string }) => `refused: ${error.code}`)),
      );
      const names = outcomes.filter((name) => !name.startsWith('refused'));
      expect(new Set(names).size).toBe(names.length);
      const refused = inOrder.filter((_, index) => outcomes[index]?.startsWith('refused'));
      // Only who chose a name can be told that it is taken.
      expect(refused.filter((fields) => !('username' in fields))).toEqual([]);
      expect(
        outcomes.filter((name) => name.startsWith('refused') && !name.endsWith('username_taken')),
      ).toEqual([]);
      await deleteAll();
    }
    report(`derived usernames: ${ROUNDS} rounds of 30 creates among 20 that choose the same names`);
  },
  TIMEOUT,
);

test('a name that was freed is the next one; a gap is filled before the end', async () => {
  for (const host of ['a', 'b', 'c']) await create({ email: `gap@${host}.com` });
  await server.database.pool.query("update users set deleted_at = now() where username = 'gap1'");
  expect(await create({ email: 'gap@d.com' })).toBe('gap1');
  expect(await create({ email: 'gap@e.com' })).toBe('gap3');
});

test('a taken email is no reason to look for other names', async () => {
  await create({ email: 'once@example.com' });
  await expect(create({ email: 'ONCE@example.com' })).rejects.toMatchObject({ code: 'email_taken' });
});

test('a name that somebody chose a moment before, not committed yet, is waited for and passed over', async () => {
  const { needs } = server.wiring;
  let begun = (): void => undefined;
  let finish = (): void => undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const mayFinish = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const chosen = needs.work.transaction(async (tx) => {
    const within = {
      ...needs,
      work: { read: tx, transaction: (work: (on: typeof tx) => unknown) => work(tx) },
    };
    const fields = { username: 'slow', email: 'slow@chosen.com' };
    await createUser(within as Dependencies)({ fields }, CONTEXT);
    begun();
    await mayFinish;
  });
  await isBegun;
  const derived = create({ email: 'slow@derived.com' });
  await waitForLock();
  finish();
  await chosen;
  expect(await derived).toBe('slow1');
});
