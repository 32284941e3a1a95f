import { createServer, type Socket } from 'node:net';
import { createSmtpCodeSender } from '../../src/adapters/smtp-code-sender';
import type { CodeMessage } from '../../src/domain/ports';

const MESSAGE: CodeMessage = {
  phone: '+49301234567',
  email: 'ada@example.com',
  username: 'ada',
  code: '493027',
  ttlSeconds: 300,
  trace: null,
};

/** As much of a mail server (RFC 5321) as it takes to be sent to. */
const startMailServer = async ({ refuses = false } = {}) => {
  const commands: string[] = [];
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let rest = '';
    let mail: string[] | null = null;
    const reply = (line: string) => socket.write(`${line}\r\n`);
    const inMail = (line: string, lines: string[]): void => {
      if (line !== '.') {
        lines.push(line);
        return;
      }
      mails.push(lines.join('\n'));
      mail = null;
      reply('250 taken');
    };
    const inDialogue = (line: string): void => {
      commands.push(line);
      if (/^RCPT/i.test(line) && refuses) reply('550 5.1.1 <ada@example.com> is nobody here');
      else if (/^DATA/i.test(line)) {
        mail = [];
        reply('354 go on');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else reply('250 fine');
    };
    reply('220 test');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (mail) inMail(line, mail);
        else inDialogue(line);
      }
    });
    socket.on('error', () => undefined);
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    commands,
    mails,
    url: `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const headersOf = (mail: string): Record<string, string> => {
  const [head = ''] = mail.split('\n\n');
  return Object.fromEntries(
    head.split('\n').map((line) => [line.split(':')[0]?.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
};

test('a mail to the address of the user, with nothing in its headers but what was checked', async () => {
  const server = await startMailServer();
  try {
    const sender = createSmtpCodeSender({ url: server.url, from: 'roster@example.com' });
    await sender.send(MESSAGE);
    expect(server.commands).toEqual(
      expect.arrayContaining(['MAIL FROM:<roster@example.com>', 'RCPT TO:<ada@example.com>']),
    );
    const [mail = ''] = server.mails;
    expect(headersOf(mail)).toMatchObject({
      from: 'roster@example.com',
      to: 'ada@example.com',
      subject: 'Your sign-in code',
    });
    expect(headersOf(mail)).not.toHaveProperty('bcc');
    expect(mail.split('\n\n').slice(1).join('\n')).toContain(
      'Your code is 493027. It is good for 5 minutes and for one use.',
    );
    await sender.send({ ...MESSAGE, code: '000001', ttlSeconds: 60 });
    expect(server.mails[1]).toContain('Your code is 000001. It is good for 1 minute and for one use.');
  } finally {
    await server.stop();
  }
});

test.each([
  'ada@example.com\r\nBcc: eve@example.com',
  'ada@example.com, eve@example.com',
  'Ada <ada@example.com>',
  'ada',
])('an address that is none gets no mail: %j', async (email) => {
  const server = await startMailServer();
  try {
    const sender = createSmtpCodeSender({ url: server.url, from: 'roster@example.com' });
    await expect(sender.send({ ...MESSAGE, email })).rejects.toThrow('none that mail can be sent to');
    expect(server.commands).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('a refusal tells neither recipient nor code', async () => {
  const server = await startMailServer({ refuses: true });
  try {
    const sender = createSmtpCodeSender({ url: server.url, from: 'roster@example.com' });
    const failure = (await sender.send(MESSAGE).catch((error: Error) => error)) as Error;
    expect(failure.message).toBe('mail could not be sent (EENVELOPE 550)');
  } finally {
    await server.stop();
  }
});

test('a server that cannot be reached is told as such', async () => {
  const server = await startMailServer();
  await server.stop();
  const sender = createSmtpCodeSender({ url: server.url, from: 'roster@example.com', timeoutMs: 500 });
  await expect(sender.send(MESSAGE)).rejects.toThrow(/^mail could not be sent \((ESOCKET|ECONNECTION)\)$/);
});
