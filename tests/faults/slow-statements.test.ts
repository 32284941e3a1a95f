import { outcome, useApi } from '../http/api';

jest.setTimeout(60_000);

const api = useApi({ poolMax: 3 });

const SLOW = `
create function held_up() returns trigger language plpgsql as $$ begin perform pg_sleep(300); return new; end $$;
create trigger held_up before insert on users for each row execute function held_up()`;

const create = (username: string) =>
  api.ask('POST /api/users', {
    body: { username, email: `${username}@example.com`, password: 'correct horse battery' },
  });

test('a statement that does not come to an end is 503 at the time limit, and nobody else waits for it', async () => {
  const { pool } = api.server.database;
  await pool.query(SLOW);
  const slow = create('slow');
  let isOver = false;
  const over = slow.then(() => {
    isOver = true;
  });
  let reads = 0;
  for (; !isOver; reads += 1) {
    expect((await api.ask('GET /api/users/1')).status).toBe(200);
    expect((await api.server.ask('GET /livez')).status).toBe(200);
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  expect(reads).toBeGreaterThan(1);
  const answer = await slow;
  expect(outcome(answer)).toBe('503 Service Unavailable');
  expect(answer.headers['retry-after']).toBe('2');
  await pool.query('drop trigger held_up on users; drop function held_up()');
  expect((await create('slow')).status).toBe(201);
});
