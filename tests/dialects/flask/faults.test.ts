import { unique } from '../../http/api';
import { line, message, NEW_PASSWORD, PASSWORD, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

const sql = (text: string) => flask.api.server.database.pool.query(text);

const newUser = () => {
  const username = unique('unlucky');
  return { username, email: `${username}@example.com`, user_type: 'employee', password: PASSWORD };
};

test('a fault of ours is 500 with no detail', async () => {
  const person = await flask.person();
  await sql(
    `create function fault() returns trigger language plpgsql as $$ begin raise 'a fault of ours'; end $$`,
  );
  await sql('create trigger fault before insert on audit_entries execute function fault()');
  const created = await ask('POST /user/users', { body: newUser() });
  const locked = await ask(`POST /user/users/${person.hexId}/lock`);
  const body = { username: person.username, password: PASSWORD };
  const signedIn = await askAnonymously('POST /auth/login', { body });
  await sql('drop trigger fault on audit_entries');
  for (const answer of [created, locked]) expect(told(answer)).toBe(message(500, 'Internal Server Error'));
  expect(told(signedIn)).toBe(line(500, { msg: 'Internal Server Error', success: false }));
});

test('a database that keeps us waiting is 503 with Retry-After', async () => {
  const holder = await flask.api.server.database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table users in access exclusive mode');
    const answers = await Promise.all([
      ask('GET /user/users'),
      ask('POST /user/users', { body: newUser() }),
      ask('GET /user/status'),
      askAnonymously('POST /user/reset-password', {
        body: { mobile: '1', otp: '123456', new_password: NEW_PASSWORD },
      }),
    ]);
    for (const answer of answers) {
      expect(told(answer)).toBe(message(503, 'Service Unavailable'));
      expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    }
    const signIn = await askAnonymously('POST /auth/login', { body: { username: 'admin', password: 'x' } });
    expect(told(signIn)).toBe(line(503, { msg: 'Service Unavailable', success: false }));
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await ask('GET /user/status')).status).toBe(200);
});
