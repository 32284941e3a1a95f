// Fastify 5 and pg: what the baseline does, with a router.
import { createSecretKey } from 'node:crypto';
import fastify from 'fastify';
import jwt from 'jsonwebtoken';
import pg from 'pg';

const [, , connectionString, secret = ''] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10 });
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text);
const key = createSecretKey(Buffer.from(secret));

const GET = {
  name: 'get',
  text: `select id, username, email, status, last_sign_in_at as last_login, created_at, updated_at
    from users where id = $1 and deleted_at is null`,
};

const app = fastify();
app.addHook('onRequest', async (request, reply) => {
  try {
    jwt.verify(request.headers.authorization?.slice(7) ?? '', key, { algorithms: ['HS256'] });
  } catch {
    return reply.code(401).send();
  }
});
app.get('/api/users/:id', async (request, reply) => {
  const [user] = (await pool.query({ ...GET, values: [request.params.id] })).rows;
  return user ?? reply.code(404).send();
});

const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stderr.write(`listening at ${address}\n`);
