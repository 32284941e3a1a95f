import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookCodeSender } from '../../src/adapters/webhook-code-sender';
import type { CodeSender } from '../../src/domain/ports';
import { unique, useApi } from '../http/api';

/** Sends codes where the tests listen, once they do. */
let sender: CodeSender | undefined;
const codeSender: CodeSender = { send: async (message) => sender?.send(message) };

const api = useApi({ codeSender });

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const FRESH = /^00-([0-9a-f]{32})-([0-9a-f]{16})-00$/;

const lastLine = async (): Promise<Record<string, unknown>> => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return JSON.parse(api.server.logLines.at(-1) ?? '{}') as Record<string, unknown>;
};

const traceparentOf = async (given?: string): Promise<string> => {
  const headers: Record<string, string> = given === undefined ? {} : { traceparent: given };
  return (await api.ask('GET /api/users/1', { headers })).headers['traceparent'] ?? '';
};

test.each([
  ['01', `00-${TRACE}-${PARENT}-01`],
  ['00', `00-${TRACE}-${PARENT}-00`],
  ['01', `00-${TRACE}-${PARENT}-ff`],
  ['01', `cc-${TRACE}-${PARENT}-01`],
  ['01', `cc-${TRACE}-${PARENT}-01-what-the-future-will-be`],
])('a good one is continued below a new span (%s)', async (flags, given) => {
  const [version, traceId, spanId, sent] = (await traceparentOf(given)).split('-');
  expect([version, traceId, sent]).toEqual(['00', TRACE, flags]);
  expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(spanId).not.toBe(PARENT);
  expect((await lastLine())['traceId']).toBe(TRACE);
});

test.each([
  ['none', undefined],
  ['empty', ''],
  ['a version that is forbidden', `ff-${TRACE}-${PARENT}-01`],
  ['more than version 00 has', `00-${TRACE}-${PARENT}-01-more`],
  ['upper case', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
  ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['too short', `00-${TRACE.slice(1)}-${PARENT}-01`],
  ['not hex', `00-${TRACE.slice(1)}g-${PARENT}-01`],
  ['two', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
])('%s: a new trace', async (_what, given) => {
  const [, traceId = ''] = FRESH.exec(await traceparentOf(given)) ?? [];
  expect(traceId).not.toBe('');
  expect(traceId).not.toBe(TRACE);
  expect((await lastLine())['traceId']).toBe(traceId);
});

test('every answer has one, and no two requests share a span', async () => {
  const lines = [
    'GET /livez',
    'GET /nowhere',
    'GET /metrics',
    'GET /docs',
    'POST /api/users',
    'OPTIONS /api/users',
  ];
  const sent = await Promise.all(
    lines.map(async (line) => (await api.server.ask(line)).headers['traceparent']),
  );
  for (const one of sent) expect(one).toMatch(FRESH);
  expect(new Set(sent).size).toBe(lines.length);
});

test('what a request sends on bears it', async () => {
  const got: IncomingHttpHeaders[] = [];
  const receiver = createServer((request, response) => {
    got.push(request.headers);
    request.resume().once('end', () => response.end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  sender = createWebhookCodeSender({ url: `http://127.0.0.1:${port}/`, secret: 's'.repeat(32) });
  await api.server.user({ username: unique('phoned'), phone: '+4930555' });
  const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
  const answer = await api.server.ask('POST /form/api/v1/auth/generate-otp', {
    body: { mobile: '+4930555' },
    headers,
  });
  await api.server.wiring.codeOutbox.settle();
  await new Promise((resolve) => receiver.close(resolve));
  expect(got.map(({ traceparent }) => traceparent)).toEqual([answer.headers['traceparent']]);
  expect(got[0]?.['traceparent']).toContain(TRACE);
});
