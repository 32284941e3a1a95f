import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { beginRequest } from '../support/request-under-way';
import { useDirectory } from './programs';

const PASSWORD = 'correct horse';
const LOGIN = { username: 'admin', password: PASSWORD };
const { serve } = useDirectory({ ADMIN_PASSWORD: PASSWORD });

interface Told {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

const get = (url: string, agent: Agent): Promise<Told> =>
  new Promise((resolve, reject) => {
    const pending = request(url, { agent }, (response) => {
      const { statusCode, headers } = response;
      response.resume().once('end', () => resolve({ status: statusCode, connection: headers.connection }));
    });
    pending.once('error', reject).end();
  });

test('with a delay: not ready at once, served on, each answer the last of its connection, then the end', async () => {
  const server = await serve({ STOP_DELAY: '2' });
  const agent = new Agent({ keepAlive: true });
  expect(await get(`${server.address}/readyz`, agent)).toEqual({ status: 200, connection: 'keep-alive' });
  const login = await beginRequest(server.address, '/api/auth/login', LOGIN);
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  expect(await get(`${server.address}/readyz`, agent)).toEqual({ status: 503, connection: 'close' });
  expect(await get(`${server.address}/livez`, agent)).toEqual({ status: 200, connection: 'close' });
  expect(await get(`${server.address}/api/users`, agent)).toEqual({ status: 401, connection: 'close' });
  expect((await login.finish()).status).toBe(200);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  await expect(get(`${server.address}/livez`, agent)).rejects.toThrow();
  agent.destroy();
});

test('a second request to stop ends the delay', async () => {
  const server = await serve({ STOP_DELAY: '300' });
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  // Closer together they would be taken for one.
  await new Promise((resolve) => setTimeout(resolve, 200));
  server.child.kill('SIGTERM');
  await server.heard('breaking requests');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test('an answer that was under way when the stop began ends its connection, and an idle one is closed', async () => {
  const server = await serve();
  const agent = new Agent({ keepAlive: true });
  await get(`${server.address}/livez`, agent);
  const [idle] = Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
  const closed = new Promise<void>((resolve) => idle?.once('close', () => resolve()));
  // One that was opened in advance, as browsers and pools do.
  const silent = connect(Number(new URL(server.address).port), '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const silentClosed = new Promise<void>((resolve) => silent.once('close', () => resolve()));
  const login = await beginRequest(server.address, '/api/auth/login', LOGIN);
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  await Promise.all([closed, silentClosed]);
  expect(await login.finish()).toMatchObject({ status: 200, connection: 'close' });
  expect(await server.ended).toEqual({ code: 0, signal: null });
  agent.destroy();
});

test('the port of the metrics is there until the last request is answered', async () => {
  const server = await serve({ METRICS_BIND: '127.0.0.1:0' });
  const [, port = ''] = /"port":(\d+),"msg":"metrics are served/.exec(server.stdout()) ?? [];
  const agent = new Agent({ keepAlive: false });
  const look = () => get(`http://127.0.0.1:${port}/metrics`, agent);
  expect((await look()).status).toBe(200);
  expect((await get(`${server.address}/metrics`, agent)).status).toBe(404);
  const login = await beginRequest(server.address, '/api/auth/login', LOGIN);
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  expect((await look()).status).toBe(200);
  expect((await login.finish()).status).toBe(200);
  expect(await server.ended).toEqual({ code: 0, signal: null });
});
