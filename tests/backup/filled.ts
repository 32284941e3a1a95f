import { startTestServer, type TestServer } from '../support/test-server';

/** A text that would end a row, a table or a quotation, were it not written with care. */
const AWKWARD = 'a\tb\\.\\\\N\\n "q" \'q\' $$ ; -- ß 🙂 \u202e end';

/** A directory with something in every table, and what opens it. */
export interface Filled {
  readonly server: TestServer;
  readonly adminToken: string;
  readonly revokedLater: { readonly id: number; readonly secret: string };
  readonly session: { readonly access: string; readonly refresh: string };
}

const PASSWORD = 'correct horse';

const mustBe = (expected: number, { status, text }: { status: number; text: string }): void => {
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${text}`);
};

// What takes long to come about by itself.
const ROWS = `
  insert into one_time_codes (user_id, digest, phone_canonical, expires_at) values (1, '\\x00ff0a5c', '+1', now() + interval '1 day');
  insert into otp_sends (network, at) values ('10.0.0.0/8', now());
  insert into sign_in_tries (name_canonical, network, user_id, state, at) values (E'a\\tb\\nc', '::1', 1, 'failed', now());
  insert into password_history (user_id, password_hash, replaced_at) values (1, 'hash', now());
  insert into token_day_counts (token_id, day, count) select id, current_date, 7 from api_tokens limit 1;
  insert into usage (day, binding, operation, caller_kind, caller_id, dialect, requests, errors, first_at, last_at, user_agent)
    values (current_date, 'GET /x', 'users.get', 'anonymous', 0, 'rest', 1, 0, now(), now(), E'tab\\t line\\n');
  insert into traffic_minutes values ('2030-01-01T00:00:00Z', 'rest', 1, 2, 3, '{1,2,3}');
  insert into usage_batches values ('batch', 'infinity')`;

/** Makes a directory through the API as far as it can be, with texts in it that are hard to write down. */
export const startFilled = async (): Promise<Filled> => {
  const server = await startTestServer();
  const chief = await server.user({ username: 'chief', password: PASSWORD, roles: ['admin'] });
  const token = await server.token(chief.id);
  const ask = async (status: number, line: string, body?: unknown, headers = {}) => {
    const answer = await server.ask(line, { token, headers, ...(body !== undefined && { body }) });
    mustBe(status, answer);
    return answer.json as Record<string, unknown>;
  };
  const body = { username: 'ada', email: 'ada@example.com', password: PASSWORD };
  await ask(201, 'POST /api/users', body, { 'Idempotency-Key': 'once' });
  await ask(201, 'POST /api/users', { ...body, username: 'bob', email: 'bob@example.com' });
  await ask(201, 'POST /api/users', { ...body, username: 'gone', email: 'gone@example.com' });
  await ask(200, 'POST /api/users/3/suspend', { reason: AWKWARD, until: '2099-01-01T00:00:00Z' });
  await ask(200, 'DELETE /api/users/4');
  const policy = await ask(201, 'POST /api/policies', {
    name: 'narrow',
    allowed_methods: ['GET'],
    allowed_paths: ['/api/users'],
    allowed_ips: ['127.0.0.0/8'],
  });
  const made = await ask(201, 'POST /api/admin/tokens', {
    user_id: 2,
    name: 'later',
    policy_id: policy['id'],
  });
  const signIn = await server.ask('POST /api/auth/login', {
    body: { username: 'ada', password: PASSWORD },
    headers: { 'User-Agent': 'agent \\ of ada' },
  });
  mustBe(200, signIn);
  await server.database.pool.query(ROWS);
  await server.database.pool.query('update users set name = $1 where id = 2', [AWKWARD]);
  const { access_token: access, refresh_token: refresh } = signIn.json as Record<string, string>;
  return {
    server,
    adminToken: token,
    revokedLater: { id: Number(made['id']), secret: String(made['token']) },
    session: { access: String(access), refresh: String(refresh) },
  };
};
