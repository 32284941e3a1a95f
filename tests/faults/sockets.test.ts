import { setTimeout as sleep } from 'node:timers/promises';
import { type Dawdler, readNothing, sendSlowly, stayIdle } from '../../bench/chaos/dawdlers';
import { TIME_LIMITS } from '../../src/http/time-limits';
import { useApi } from '../http/api';
import { rawRequest, requestText } from '../http/raw-request';
import { until } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { insertManyUsers } from '../support/many-users';
import { report } from '../support/report';

jest.setTimeout(120_000);

// The same as in a release, only sooner.
const timeLimits = { headers: 1_000, request: 2_000, stall: 2_000, keepAlive: 3_000, check: 100 };
const api = useApi({ timeLimits });

/** Each takes megabytes of the system’s memory. */
const READERS = 10;

const HEAD = 'Host: test\r\nConnection: keep-alive\r\n';

/** Reads by those who do not dawdle, until the others have been cut off; what was not answered 200. */
const honestWhile = async (dawdlers: Promise<unknown>): Promise<{ asked: number; failed: number[] }> => {
  let isOver = false;
  const over = dawdlers.finally(() => {
    isOver = true;
  });
  const failed: number[] = [];
  let asked = 0;
  while (!isOver) {
    const { status } = await api.ask('GET /api/users/1');
    asked += 1;
    if (status !== 200) failed.push(status);
    await sleep(20);
  }
  await over;
  return { asked, failed };
};

const dawdlersOf = (begin: () => Promise<Dawdler>): Promise<Dawdler[]> =>
  Promise.all(Array.from({ length: COUNTS.dawdlers }, begin));

const cutAll = async (what: string, begin: () => Promise<Dawdler>): Promise<Set<string>> => {
  const dawdlers = await dawdlersOf(begin);
  const cut = Promise.all(dawdlers.map((dawdler) => dawdler.cut));
  const { asked, failed } = await honestWhile(cut);
  report(
    `${dawdlers.length} × ${what}: all cut off; of ${asked} honest requests meanwhile ${failed.length} failed`,
  );
  expect(failed).toEqual([]);
  return new Set((await cut).map((text) => text.split('\r\n')[0] ?? ''));
};

const TIMED_OUT = new Set(['HTTP/1.1 408 Request Timeout']);

test('headers a byte at a time', async () => {
  const beginning = `GET /api/users HTTP/1.1\r\n${HEAD}X-Slow: `;
  expect(await cutAll('slow headers', () => sendSlowly(api.server.url, beginning, 'x'))).toEqual(TIMED_OUT);
});

test('a body a byte at a time', async () => {
  const fields = `${HEAD}Authorization: Bearer ${api.adminToken}\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n`;
  const beginning = `POST /api/users HTTP/1.1\r\n${fields}\r\n{"username":"`;
  expect(await cutAll('slow body', () => sendSlowly(api.server.url, beginning, 'x'))).toEqual(TIMED_OUT);
});

test('a connection on which nothing is ever sent, and one that stays idle after a request', async () => {
  expect(await cutAll('silent connection', () => stayIdle(api.server.url, null))).toEqual(TIMED_OUT);
  await cutAll('idle connection', () => stayIdle(api.server.url, '/livez'));
});

/** How many lists the log knows that did not reach their callers to the end. */
const listsNotRead = (): number =>
  api.server.logLines.filter(
    (line) => line.includes('"operation":"users.list"') && line.includes('"aborted":true'),
  ).length;

test('a list that is asked for and not read', async () => {
  // More than the sockets of both sides hold.
  await insertManyUsers(api.server.database.url, 20_000, 'x'.repeat(200));
  const fields = `Host: test\r\nAuthorization: Bearer ${api.adminToken}\r\n`;
  const begin = () => readNothing(api.server.url, `GET /api/users HTTP/1.1\r\n${fields}\r\n`);
  const readers = await Promise.all(Array.from({ length: READERS }, begin));
  const { asked, failed } = await honestWhile(until(() => listsNotRead() === READERS));
  report(
    `${READERS} lists not read: all cut off; of ${asked} honest requests meanwhile ${failed.length} failed`,
  );
  expect(failed).toEqual([]);
  for (const reader of readers) reader.close();
});

describe('header floods', () => {
  const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await rawRequest(api.server.url, requestText('GET /livez', headers))).status;
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`h${index}`, '1']));

  test.each([
    ['one of 17 KiB', { 'X-Long': 'x'.repeat(17 * 1024) }, 431],
    ['a cookie of 100 KiB', { Cookie: 'x'.repeat(100 * 1024) }, 431],
    ['2000 short ones', many(2000), 431],
    ['201 in all', many(199), 431],
    ['200 in all', many(198), 200],
    ['one of 12 KiB', { 'X-Long': 'x'.repeat(12 * 1024) }, 200],
  ])('%s', async (_what, headers, expected) => {
    expect(await status(headers)).toBe(expected);
  });
});

test('a release waits for as long as its documentation says', () => {
  expect(TIME_LIMITS).toEqual({
    headers: 15_000,
    request: 30_000,
    stall: 300_000,
    keepAlive: 65_000,
    check: 1_000,
  });
});
