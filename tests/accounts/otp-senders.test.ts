import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCodeOutbox } from '../../src/adapters/code-outbox';
import { createWebhookCodeSender } from '../../src/adapters/webhook-code-sender';
import type { CodeMessage, CodeSender } from '../../src/domain/ports';
import { startTestServer, type TestServer } from '../support/test-server';

const SECRET = 'a-webhook-secret-that-only-the-tests-know';
const MESSAGE: CodeMessage = {
  phone: '+49301234567',
  email: 'ada@example.com',
  username: 'ada',
  code: '493027',
  ttlSeconds: 300,
  trace: null,
};

const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let looks = 0; !isSo(); looks += 1) {
    if (looks > 500) throw new Error('it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver on this machine; what it answers to each request in turn, then 200. */
const startReceiver = async (answers: ((response: ServerResponse) => void)[] = []) => {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = answers.shift() ?? ((reply) => reply.writeHead(200).end('ok'));
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/codes`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const createLog = () => {
  const lines: unknown[][] = [];
  return { lines, logger: { warn: (...line: unknown[]) => lines.push(line) } as never };
};

describe('the webhook', () => {
  test('gets number, code and seconds, signed over the very bytes', async () => {
    const receiver = await startReceiver();
    await createWebhookCodeSender({ url: receiver.url, secret: SECRET }).send(MESSAGE);
    await receiver.stop();
    const [request] = receiver.received;
    expect(request).toMatchObject({ method: 'POST', path: '/codes' });
    expect(request?.body).toBe('{"to":"+49301234567","code":"493027","expires_in":300}');
    expect(request?.headers['content-type']).toBe('application/json');
    const signature = createHmac('sha256', SECRET)
      .update(request?.body ?? '')
      .digest('hex');
    expect(request?.headers['x-roster-signature']).toBe(`sha256=${signature}`);
  });

  test.each([
    ['a refusal', (reply: ServerResponse) => reply.writeHead(500).end(), 'the webhook answered 500'],
    [
      'a redirect, which is not followed',
      (reply: ServerResponse) => reply.writeHead(307, { Location: '/elsewhere' }).end(),
      'the webhook could not be reached',
    ],
    ['a broken connection', (reply: ServerResponse) => reply.destroy(), 'the webhook could not be reached'],
    ['silence', () => undefined, 'the webhook could not be reached (TimeoutError)'],
  ])('fails on %s, and its error tells neither code nor address', async (_what, answer, message) => {
    const receiver = await startReceiver([answer]);
    const sender = createWebhookCodeSender({
      url: `${receiver.url}?key=hidden`,
      secret: SECRET,
      timeoutMs: 200,
    });
    const failure = await sender.send(MESSAGE).catch((error: Error) => error);
    await receiver.stop();
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).not.toMatch(/493027|1234567|hidden/);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the outbox', () => {
  const failing = (times: number): CodeSender & { tries: number } => {
    const sender = {
      tries: 0,
      async send() {
        sender.tries += 1;
        if (sender.tries <= times) throw new Error('not now');
      },
    };
    return sender;
  };

  test('tries twice more', async () => {
    const { lines, logger } = createLog();
    const sender = failing(2);
    const outbox = createCodeOutbox({ sender, logger, backoffMs: [1, 1] });
    outbox.post(MESSAGE);
    await eventually(() => sender.tries === 3);
    await outbox.settle();
    expect(lines).toEqual([]);
  });

  test('then gives up, and tells why but neither code nor number', async () => {
    const { lines, logger } = createLog();
    const sender = failing(3);
    const outbox = createCodeOutbox({ sender, logger, backoffMs: [1, 1] });
    outbox.post(MESSAGE);
    await eventually(() => lines.length === 1);
    expect(sender.tries).toBe(3);
    expect(lines).toEqual([[{ to: '…567', reason: 'not now' }, 'a one-time code could not be sent']]);
  });

  test('does nothing before the caller has gone on', async () => {
    const { logger } = createLog();
    const sender = failing(0);
    const outbox = createCodeOutbox({ sender, logger });
    outbox.post(MESSAGE);
    await Promise.resolve();
    expect(sender.tries).toBe(0);
    await outbox.settle();
    expect(sender.tries).toBe(1);
  });

  test('is waited for at a stop, without further tries and not for ever', async () => {
    const { lines, logger } = createLog();
    const sender = failing(9);
    const patient = createCodeOutbox({ sender, logger, backoffMs: [60_000, 60_000] });
    patient.post(MESSAGE);
    await eventually(() => sender.tries === 1);
    await patient.settle();
    expect(sender.tries).toBe(1);
    expect(lines).toMatchObject([[{ reason: 'not now' }, expect.any(String)]]);
    const stuck = createCodeOutbox({ sender: { send: () => new Promise(() => undefined) }, logger });
    stuck.post(MESSAGE);
    await stuck.settle(20);
  });

  test('is closed where there is no sender', async () => {
    const { lines, logger } = createLog();
    const outbox = createCodeOutbox({ sender: null, logger });
    outbox.post(MESSAGE);
    await outbox.settle();
    expect([outbox.isOpen, lines]).toEqual([false, []]);
  });
});

describe('as the settings say', () => {
  const sendVia = async (settings: Record<string, string>, check: (server: TestServer) => Promise<void>) => {
    const server = await startTestServer({ settings });
    try {
      await server.user({ username: 'ada', phone: '+49 30 1234567' });
      const answer = await server.ask('POST /api/auth/otp/send', { body: { mobile: '+49301234567' } });
      expect([answer.status, answer.json]).toEqual([
        200,
        { success: true, message: 'Code sent successfully' },
      ]);
      await check(server);
    } finally {
      await server.stop();
    }
  };

  test('the webhook brings a code that signs in', async () => {
    const receiver = await startReceiver([(reply) => reply.writeHead(503).end()]);
    const settings = {
      OTP_SENDER: 'webhook',
      OTP_WEBHOOK_URL: receiver.url,
      OTP_WEBHOOK_SECRET: SECRET,
    };
    await sendVia(settings, async (server) => {
      await eventually(() => receiver.received.length === 2);
      const { to, code, expires_in } = JSON.parse(receiver.received[1]?.body ?? '');
      expect({ to, expires_in }).toEqual({ to: '+49301234567', expires_in: 300 });
      const body = { mobile: to, otp: code };
      expect((await server.ask('POST /api/auth/otp/login', { body })).status).toBe(200);
      expect(server.logLines.join('')).not.toContain(code);
    });
    await receiver.stop();
  });

  test('the log, in development, has a code that signs in', async () => {
    await sendVia({}, async (server) => {
      const told = () => server.logLines.find((line) => line.includes('OTP_SENDER=log'));
      await eventually(() => told() !== undefined);
      const { to, username, code } = JSON.parse(told() ?? '');
      expect({ to, username }).toEqual({ to: '+49301234567', username: 'ada' });
      const body = { mobile: to, otp: code };
      expect((await server.ask('POST /api/auth/otp/login', { body })).status).toBe(200);
    });
  });
});
