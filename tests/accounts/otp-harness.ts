import type { Instant } from '../../src/domain/instant';
import type { Clock, CodeMessage, CodeSender } from '../../src/domain/ports';
import {
  type Answer,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../support/test-server';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

export const createMovableClock = (start = '2026-03-01T12:00:00Z'): MovableClock => {
  let millis = Date.parse(start);
  return {
    now: () => new Date(millis),
    advance(ms) {
      millis += ms;
    },
  };
};

/** A sender that keeps what it is given. */
export interface CapturedCodes extends CodeSender {
  readonly messages: CodeMessage[];
  /** The code that was sent last. */
  last(): string;
}

export const createCapturedCodes = (): CapturedCodes => {
  const messages: CodeMessage[] = [];
  return {
    messages,
    async send(message) {
      messages.push(message);
    },
    last() {
      const message = messages.at(-1);
      if (!message) throw new Error('no code was sent');
      return message.code;
    },
  };
};

/** A server whose time stands still and whose codes are caught. */
export interface OtpServer extends TestServer {
  readonly clock: MovableClock;
  readonly codes: CapturedCodes;
  /** `send`, `resend` or `login` below `/api/auth/otp`, from an address of one's own where one is given. */
  otp(action: 'send' | 'resend' | 'login', body: unknown, from?: string): Promise<Answer>;
  /** A reset of the password by code. */
  reset(body: unknown, from?: string): Promise<Answer>;
  /** Asks for a code and returns it. Fails where none was sent. */
  codeFor(mobile: string, from?: string): Promise<string>;
}

export const startOtpServer = async (options: TestServerOptions = {}): Promise<OtpServer> => {
  const clock = createMovableClock();
  const codes = createCapturedCodes();
  const server = await startTestServer({
    clock,
    codeSender: codes,
    ...options,
    settings: {
      TRUST_PROXY: 'loopback',
      OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000',
      OTP_MIN_ANSWER_MS: '0',
      ...options.settings,
    },
  });
  const post = (path: string, body: unknown, from = '203.0.113.1'): Promise<Answer> =>
    server.ask(`POST ${path}`, { body, headers: { 'X-Forwarded-For': from } });
  return {
    ...server,
    clock,
    codes,
    otp: (action, body, from) => post(`/api/auth/otp/${action}`, body, from),
    reset: (body, from) => post('/api/auth/password/reset', body, from),
    async codeFor(mobile, from) {
      const before = codes.messages.length;
      await post('/api/auth/otp/send', { mobile }, from);
      if (codes.messages.length !== before + 1) throw new Error(`no code was sent to ${mobile}`);
      return codes.last();
    },
  };
};

/** A code of six digits that is not the one given. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** The newest entries of one action, without what differs from call to call. */
export const auditOf = async ({ wiring }: TestServer, action: string) => {
  const { items } = await wiring.needs.work.read.audit.list({ action }, { limit: 200 });
  return items.map(({ result, actorId, targetType, targetId, dialect, binding, ip, details }) => ({
    result,
    actorId,
    target: targetType === null ? null : `${targetType} ${targetId}`,
    from: `${dialect} ${binding} ${ip}`,
    details,
  }));
};

/** What the directory says of a user's standing. */
export const standingOf = async ({ wiring }: TestServer, id: number) => {
  const now: Instant = wiring.needs.clock.now().toISOString();
  const user = await wiring.needs.work.read.users.find({ kind: 'id', value: String(id) }, now, 'include');
  if (!user) throw new Error(`there is no user ${id}`);
  return {
    failures: user.failedSignIns,
    lock: user.lock?.cause ?? null,
    resends: user.otpResends,
    closedUntil: user.codesClosedUntil,
    version: user.version,
  };
};

/** What of an answer a caller can tell apart: all but the time and the number of the request. */
export const visible = ({ status, headers, text }: Answer) => {
  const { date: _date, 'x-request-id': _id, traceparent: _trace, ...rest } = headers;
  // What is left of the address's own budget falls with every request, whoever is named in it.
  const told = Object.entries(rest).filter(([name]) => !name.startsWith('ratelimit'));
  return { status, text, headers: Object.fromEntries(told) };
};
