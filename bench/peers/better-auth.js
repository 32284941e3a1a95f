// better-auth with its admin and bearer plugins, on tables of its own that hold the same users. It has no JWT check by
// default: its bearer token is a session, looked up in the database.
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { admin, bearer } from 'better-auth/plugins';
import pg from 'pg';

const [, , connectionString, secret] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10, options: '-c search_path=better_auth' });
const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${server.address().port}`;

await pool.query('drop schema if exists better_auth cascade');
await pool.query('create schema better_auth');

const options = {
  baseURL: url,
  secret,
  database: pool,
  emailAndPassword: { enabled: true },
  plugins: [admin(), bearer()],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const { token, user } = await auth.api.signUpEmail({
  body: { name: 'bench', email: 'bench@example.net', password: 'only-for-benchmarks' },
});
await pool.query(`update "user" set role = 'admin' where id = $1`, [user.id]);
await pool.query(`
  insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt", role)
  select id::text, username, email, true, created_at, updated_at, 'user' from public.users`);
await pool.query('analyze "user"');

server.on('request', toNodeHandler(auth));
const path = '/api/auth/admin/get-user?id=';
process.stderr.write(`listening at ${url} ${JSON.stringify({ token, path })}\n`);
