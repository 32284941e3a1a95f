import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from '../support/roster-process';
import { ask } from '../support/test-server';
import { useDirectory } from './programs';

const TOKEN = 'token-of-the-tests-0123456789-0123456789';
const { serve } = useDirectory({ ADMIN_TOKEN: TOKEN });

type Value = { readonly stringValue?: string; readonly intValue?: number | string };
interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly status: { readonly code?: number };
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: OtlpSpan['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

/** A collector on this machine: what it was sent, as it came. */
const startCollector = async (status = 200) => {
  const exports: { readonly url: string; readonly headers: IncomingHttpHeaders; readonly text: string }[] =
    [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.once('end', () => {
      exports.push({ url: request.url ?? '', headers: request.headers, text });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const resources = () => exports.flatMap(({ text }) => (JSON.parse(text) as Export).resourceSpans);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exports,
    resources,
    spans: (): OtlpSpan[] =>
      resources().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const valuesOf = (attributes: OtlpSpan['attributes']): Record<string, unknown> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? (value.intValue === undefined ? value : Number(value.intValue)),
    ]),
  );

const SERVER_SPAN = 2;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('spans of requests and of what they ask of the database reach a collector before the stop is done', async () => {
  const collector = await startCollector();
  const server = await serve({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of%20the%20tests',
    OTEL_SERVICE_NAME: 'directory',
  });
  const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
  const answer = await ask(server.address, 'GET /api/users/get/1?password=hush-hush', {
    token: TOKEN,
    headers,
  });
  expect(answer.status).toBe(200);
  await ask(server.address, 'POST /api/users/1/suspend', { token: TOKEN });
  await ask(server.address, 'GET /nowhere');
  const unsampled = `00-${TRACE.replaceAll('4', '5')}-${PARENT}-00`;
  await ask(server.address, 'GET /livez', { headers: { traceparent: unsampled } });
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  await collector.stop();

  expect(new Set(collector.exports.map(({ url }) => url))).toEqual(new Set(['/v1/traces']));
  expect(collector.exports[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-key': 'of the tests',
  });
  expect(valuesOf(collector.resources()[0]?.resource.attributes ?? [])).toMatchObject({
    'service.name': 'directory',
  });
  const spans = collector.spans();
  const requests = spans.filter(({ kind }) => kind === SERVER_SPAN);
  expect(requests.map(({ name, attributes }) => [name, valuesOf(attributes)])).toEqual([
    [
      'GET /api/users/get/{id}',
      {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.path': '/api/users/get/1',
        'http.route': '/api/users/get/{id}',
        'roster.dialect': 'rest',
        'roster.operation': 'users.get',
      },
    ],
    [
      'POST /api/users/{id}/suspend',
      {
        'http.request.method': 'POST',
        'http.response.status_code': 403,
        'url.path': '/api/users/1/suspend',
        'http.route': '/api/users/{id}/suspend',
        'roster.dialect': 'rest',
        'roster.operation': 'users.suspend',
      },
    ],
    ['GET', { 'http.request.method': 'GET', 'http.response.status_code': 404, 'url.path': '/nowhere' }],
  ]);
  const [first, second] = requests;
  expect([first?.traceId, first?.parentSpanId]).toEqual([TRACE, PARENT]);
  expect(answer.headers['traceparent']).toBe(`00-${TRACE}-${first?.spanId}-01`);
  const namesBelow = (span: OtlpSpan | undefined): string[] =>
    spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId).map(({ name }) => name);
  expect(namesBelow(first)).toEqual(expect.arrayContaining(['SELECT']));
  expect(namesBelow(second)).toEqual(expect.arrayContaining(['TRANSACTION']));
  const everything = collector.exports.map(({ text }) => text).join('');
  expect(everything).not.toMatch(/hush-hush|token-of-the-tests|55555/);
});

test('a collector that is away costs a line of log, no request and no time at the stop', async () => {
  const collector = await startCollector();
  await collector.stop();
  const server = await serve({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  for (let n = 0; n < 20; n += 1)
    expect((await ask(server.address, 'GET /api/users/1', { token: TOKEN })).status).toBe(200);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  const told = server
    .stdout()
    .split('\n')
    .filter((line) => line.includes('could not be sent to the collector'));
  expect(told).toHaveLength(1);
});

// prom-client asks the interface package for the span that a count belongs to: it alone is always there.
const ASKED = (name: string): string => `
process.on('exit', () => {
  const { writeFileSync } = require('node:fs');
  const files = Object.keys(require.cache).filter((file) => /@opentelemetry.(sdk|exporter|resources|otlp)/.test(file));
  writeFileSync(${JSON.stringify(name)}, String(files.length));
});`;

test.each([
  ['without a collector nothing of OpenTelemetry is loaded', false],
  ['with one it is', true],
])('%s', async (_what, isTraced) => {
  const collector = await startCollector();
  const directory = temporaryDirectory();
  const [hook, found] = [join(directory, 'hook.js'), join(directory, 'found')];
  writeFileSync(hook, ASKED(found));
  const server = await serve({
    NODE_OPTIONS: `--require ${hook}`,
    ...(isTraced && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }),
  });
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  await collector.stop();
  const { readFileSync } = jest.requireActual<typeof import('node:fs')>('node:fs');
  const count = Number(readFileSync(found, 'utf8'));
  if (isTraced) expect(count).toBeGreaterThan(0);
  else expect(count).toBe(0);
});
