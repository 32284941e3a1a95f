import { createSecretKey } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import jwt from 'jsonwebtoken';
import pg from 'pg';

// What a careful person writes by hand: named statements, a key object, text dates, JSON.stringify. No limits, no
// permissions, no log, no audit. The ratios of the benchmark are to this.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => value);
const key = createSecretKey(Buffer.from(process.argv[3] ?? ''));

const COLUMNS = 'id, username, email, status, last_sign_in_at as last_login, created_at, updated_at';

const GET = { name: 'get', text: `select ${COLUMNS} from users where id = $1 and deleted_at is null` };
const PAGE = {
  name: 'page',
  text: `select ${COLUMNS} from users where deleted_at is null and id > $1 order by id limit $2`,
};
const UPDATE = {
  name: 'update',
  text: `update users set email = $2, email_canonical = $2, updated_at = now(), version = version + 1
    where id = $1 and deleted_at is null returning ${COLUMNS}`,
};

const answer = async (request: IncomingMessage): Promise<unknown> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const id = pathname.split('/')[3];
  if (!id) return (await pool.query({ ...PAGE, values: [0, Number(searchParams.get('limit'))] })).rows;
  if (request.method === 'GET') return (await pool.query({ ...GET, values: [id] })).rows[0];
  const { email } = JSON.parse(await text(request)) as { email: string };
  return (await pool.query({ ...UPDATE, values: [id, email] })).rows[0];
};

const server = createServer(async (request, response) => {
  try {
    jwt.verify(request.headers.authorization?.slice(7) ?? '', key, { algorithms: ['HS256'] });
    const body = JSON.stringify(await answer(request));
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  } catch {
    response.writeHead(401).end();
  }
});

server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
