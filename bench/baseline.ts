import { createSecretKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import pg from 'pg';

// What a careful person writes by hand: a named statement, a key object, text dates, JSON.stringify. No limits, no
// permissions, no log, no audit. Every figure of the benchmark is a ratio to this.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text);
const key = createSecretKey(Buffer.from(process.argv[3] ?? ''));

const COLUMNS = 'id, username, email, status, last_sign_in_at as last_login, created_at, updated_at';

const GET = { name: 'get', text: `select ${COLUMNS} from users where id = $1 and deleted_at is null` };
const PAGE = {
  name: 'page',
  text: `select ${COLUMNS} from users where deleted_at is null and id > $1 order by id limit $2`,
};

const answer = async (url: string): Promise<unknown> => {
  const path = new URL(url, 'http://localhost');
  const id = path.pathname.split('/')[3];
  if (id) return (await pool.query({ ...GET, values: [id] })).rows[0];
  return (await pool.query({ ...PAGE, values: [0, Number(path.searchParams.get('limit'))] })).rows;
};

const server = createServer(async (request, response) => {
  try {
    jwt.verify(request.headers.authorization?.slice(7) ?? '', key, { algorithms: ['HS256'] });
    const body = JSON.stringify(await answer(request.url ?? '/'));
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
