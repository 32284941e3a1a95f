import type { SentMessageInfo, Transporter } from 'nodemailer';
import type { CodeMessage, CodeSender } from '../domain/ports';
import { emailProblem } from '../domain/user-rules';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  /** The address that messages come from. */
  readonly from: string;
  /** How long each step of the conversation may take, in milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const SUBJECT = 'Your sign-in code';

const minutes = (seconds: number): string => {
  const count = Math.max(1, Math.floor(seconds / 60));
  return count === 1 ? '1 minute' : `${count} minutes`;
};

const textOf = ({ code, ttlSeconds }: CodeMessage): string =>
  `Your code is ${code}. It is good for ${minutes(ttlSeconds)} and for one use.\n\n` +
  'If you did not ask for it, somebody else typed your number; do not give the code to anybody.\n';

/** An address as an object: given as text, the library would read a list, a group or a display name in it. */
const addressOf = (address: string): { name: string; address: string } => {
  if (emailProblem(address)) throw new Error('the address is none that mail can be sent to');
  return { name: '', address };
};

/** The library's messages quote recipients and what the server said; only its codes are told. */
const failureOf = (error: unknown): Error => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return new Error(`mail could not be sent (${[code, responseCode].filter(Boolean).join(' ') || 'unknown'})`);
};

const connect = async (url: string, timeoutMs: number): Promise<Transporter<SentMessageInfo>> => {
  // Loaded with the first message: most servers never send one.
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    requireTLS: !LOOPBACK.test(new URL(url).hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

/** Mails codes to users' addresses, over TLS unless the server is on this machine. */
export const createSmtpCodeSender = ({ url, from, timeoutMs = TIMEOUT_MS }: SmtpOptions): CodeSender => {
  const sender = addressOf(from);
  let transport: ReturnType<typeof connect> | null = null;
  return {
    async send(message) {
      const to = addressOf(message.email);
      try {
        transport ??= connect(url, timeoutMs);
        await (await transport).sendMail({ from: sender, to, subject: SUBJECT, text: textOf(message) });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
};
