import { startHttpServer } from '../../src/http/http-server';
import { cleanUp, startServer, temporaryDirectory } from '../support/roster-process';
import { ask, startTestServer } from '../support/test-server';
import { askDoctor, listenWith, stopListening } from './doctor';

jest.setTimeout(60_000);
afterAll(async () => {
  await stopListening();
  await cleanUp();
});

const onPort = (port: number | string) => ({ PORT: String(port) });

test('free, or any', async () => {
  const port = await listenWith(() => undefined);
  await stopListening();
  const { about } = await askDoctor({ settings: onPort(port) });
  expect(about('port')).toMatchObject({ state: 'ok', says: `${port} on 127.0.0.1 is free` });
});

test.each<[string, Parameters<typeof listenWith>[0]]>([
  ['answers', (_request, response) => response.end('hush')],
  ['says that it is well', (_request, response) => response.end('ok')],
  ['says nothing', () => undefined],
])('taken by a stranger who %s', async (_what, listener) => {
  const port = await listenWith(listener);
  const { about } = await askDoctor({ settings: onPort(port) });
  expect(about('port')).toEqual({
    state: 'fail',
    what: 'port',
    says: `port ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT`,
    advice: null,
  });
});

test('an address of another machine', async () => {
  const { about } = await askDoctor({ settings: { HOST: '203.0.113.7', PORT: '3000' } });
  expect(about('port')).toMatchObject({
    state: 'fail',
    says: '203.0.113.7 is no address of this machine: set HOST',
  });
});

test('a name that nobody knows', async () => {
  const { about } = await askDoctor({ settings: { HOST: 'nope.invalid', PORT: '3000' } });
  expect(about('port')).toMatchObject({
    state: 'fail',
    says: 'HOST nope.invalid does not resolve to an address: set it to one of this machine, such as 127.0.0.1',
  });
});

test('a Roster that starts, and one that cannot serve', async () => {
  const starting = await startHttpServer('127.0.0.1', 0);
  const { about } = await askDoctor({ settings: onPort(starting.port) });
  await starting.stop(0);
  expect(about('port')).toMatchObject({
    state: 'warn',
    says: `a Roster at http://127.0.0.1:${starting.port} is starting`,
  });
  const server = await startTestServer();
  await server.database.pool.query('delete from migrations');
  const diagnosis = await askDoctor({ settings: onPort(new URL(server.url).port) });
  expect(diagnosis.about('port')).toMatchObject({
    state: 'warn',
    says: `a Roster at ${server.url} is there and cannot serve`,
  });
  await server.stop();
});

test('beside its own server: all is well, and the server is unharmed', async () => {
  const dataDir = temporaryDirectory();
  const server = await startServer({ dataDir, settings: { BCRYPT_COST: '4' } });
  const diagnosis = await askDoctor({ dataDir, settings: onPort(new URL(server.address).port) });
  expect(diagnosis.code).toBe(0);
  expect(diagnosis.about('port')).toMatchObject({
    state: 'ok',
    says: `a Roster serves at ${server.address}`,
  });
  expect(diagnosis.about('database').state).toBe('ok');
  expect((await ask(server.address, 'GET /readyz')).status).toBe(200);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
