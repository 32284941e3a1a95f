import type { Clock } from '../../src/domain/ports';
import type { Answer, TestServer } from '../support/test-server';

/** What a sign-in hands out in rest. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  advance(seconds: number): void;
}

export const handClock = (start: string): HandClock => {
  let now = new Date(start);
  return {
    now: () => now,
    advance(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
};

/** Status and, where it is a sentence, the body: what a refusal is in this dialect. */
export const told = ({ status, text, json }: Answer): string =>
  json === undefined ? `${status} ${text}` : `${status}`;

/** Requests about accounts, spelled in rest. */
export const accountsOf = (server: TestServer) => ({
  signIn: (username: string, password: string) =>
    server.ask('POST /api/auth/login', { body: { username, password } }),
  async tokensOf(username: string, password: string): Promise<Tokens> {
    const answer = await server.ask('POST /api/auth/login', { body: { username, password } });
    if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${told(answer)}`);
    return answer.json as Tokens;
  },
  change: (token: string, current_password: string, new_password: string) =>
    server.ask('POST /api/auth/password', { token, body: { current_password, new_password } }),
  refresh: (refresh_token: string) => server.ask('POST /api/auth/refresh', { body: { refresh_token } }),
  me: (token: string) => server.ask('GET /api/auth/me', { token }),
});
