import { Agent, request } from 'node:http';
import { isAlive, until } from '../support/child-process';
import { beginRequest, type RequestUnderWay } from '../support/request-under-way';
import {
  postmasterPid,
  type ServerProcess,
  startRoster,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { FAST, useDirectory } from './programs';

const PASSWORD = 'correct horse';
const LOGIN = { username: 'admin', password: PASSWORD };

const { dataDir, serve, postmaster } = useDirectory({ ADMIN_PASSWORD: PASSWORD });

const beginLogin = ({ address }: ServerProcess): Promise<RequestUnderWay> =>
  beginRequest(address, '/api/auth/login', LOGIN);

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

// Each test starts on the directory that the one before has left, so each start shows that the stop was a good one.

test.each([
  ['SIGINT', 'Ctrl-C'],
  ['SIGTERM', 'Asked to stop'],
  ['SIGHUP', 'The terminal is gone'],
] as const)('%s: the request under way is answered, then all ends in order', async (signal, why) => {
  const server = await serve();
  const pid = postmaster();
  expect(isAlive(pid)).toBe(true);
  const login = await beginLogin(server);
  server.child.kill(signal);
  await server.heard(`${why}: finishing requests, then stopping.`);
  const { status, text } = await login.finish();
  expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ token_type: 'Bearer' })]);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
  expect(postmasterPid(dataDir)).toBeUndefined();
  // What was logged last has arrived as well.
  expect(server.stdout()).toMatch(/"path":"\/api\/auth\/login","status":200/);
});

test('a signal that comes twice at once is one: npm passes on what the terminal has sent already', async () => {
  const server = await serve();
  const login = await beginLogin(server);
  // Two different ones, since of the same signal the system may keep only one.
  server.child.kill('SIGINT');
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  await pause(100);
  expect((await login.finish()).status).toBe(200);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.stderr()).not.toContain('breaking');
});

test('a second Ctrl-C later breaks the requests, and the database is stopped all the same', async () => {
  const server = await serve();
  const pid = postmaster();
  const login = await beginLogin(server);
  server.child.kill('SIGINT');
  await server.heard('finishing requests');
  await pause(2100);
  server.child.kill('SIGINT');
  await server.heard('breaking requests');
  await expect(login.finish()).rejects.toThrow();
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
});

test('connections that are kept alive hold nothing up, new ones are not taken', async () => {
  const server = await serve();
  const agent = new Agent({ keepAlive: true });
  const get = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const pending = request(`${server.address}/livez`, { agent }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
      pending.once('error', reject).end();
    });
  expect(await Promise.all([get(), get(), get()])).toEqual([200, 200, 200]);
  const login = await beginLogin(server);
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  await expect(fetch(`${server.address}/livez`)).rejects.toThrow();
  expect((await login.finish()).status).toBe(200);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  agent.destroy();
});

test('with nobody left to read what it says, the stop comes to its end', async () => {
  const server = await serve();
  const pid = postmaster();
  const login = await beginLogin(server);
  server.child.stdout?.destroy();
  server.child.stderr?.destroy();
  server.child.kill('SIGTERM');
  expect((await login.finish()).status).toBe(200);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
});

test('a signal during the first start: the start is finished, what was made is told, and all is stopped', async () => {
  const fresh = temporaryDirectory();
  const server = startRoster(['serve'], { dataDir: fresh, settings: FAST });
  await until(() => postmasterPid(fresh) !== undefined);
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.stderr()).toMatch(/^Password {7}\S+\nAPI token {6}\S+$/m);
  expect(postmasterPid(fresh)).toBeUndefined();
  const again = await startServer({ dataDir: fresh });
  expect(again.stderr()).not.toContain('Password');
  expect(await again.stop()).toEqual({ code: 0, signal: null });
});
