import { unique } from '../../http/api';
import { error, PASSWORD, told, useColon } from './colon';

const colon = useColon();

const sql = (text: string) => colon.api.server.database.pool.query(text);

const UNAVAILABLE = error(503, 'service unavailable');

const newUser = () => {
  const username = unique('unlucky');
  return { username, email: `${username}@example.com`, password: PASSWORD, role: 'user' };
};

test('a fault of ours is 500 with no detail', async () => {
  await sql(
    `create function fault() returns trigger language plpgsql as $$ begin raise 'a fault of ours'; end $$`,
  );
  await sql('create trigger fault before insert on audit_entries execute function fault()');
  const answer = await colon.ask('POST /users:create', { body: newUser() });
  await sql('drop trigger fault on audit_entries');
  expect(told(answer)).toBe(error(500, 'internal server error'));
  expect((await colon.ask('POST /users:create', { body: newUser() })).status).toBe(201);
});

test('a database that keeps us waiting is 503 with Retry-After; health needs none', async () => {
  const { ulid } = await colon.person();
  const holder = await colon.api.server.database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table users in access exclusive mode');
    const asked: [line: string, body?: unknown][] = [
      ['GET /users:list'],
      [`GET /users:get?id=${ulid}`],
      ['POST /users:create', newUser()],
      [`POST /users:update?id=${ulid}`, { role: 'admin' }],
      [`POST /users:destroy?id=${ulid}`],
      ['POST /auth:login', { username: 'admin', password: 'x' }],
    ];
    const answers = Promise.all(asked.map(([line, body]) => colon.ask(line, { body })));
    expect((await colon.askAnonymously('GET /health')).status).toBe(200);
    for (const answer of await answers) {
      expect(told(answer)).toBe(UNAVAILABLE);
      expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    }
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await colon.ask('GET /users:list')).status).toBe(200);
});
