import { Agent, request } from 'node:http';
import bcrypt from 'bcrypt';
import type pg from 'pg';

const PASSWORD = 'the-right-password';

/** Lets the first of the users sign in, all with one password, whose hash is of this cost. */
export const givePasswords = async (client: pg.Client, count: number, cost: number): Promise<void> => {
  await client.query('update users set password_hash = $1 where id between 2 and $2', [
    await bcrypt.hash(PASSWORD, cost),
    count + 1,
  ]);
};

const signInAs = (url: string, username: string, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify({ username, password: PASSWORD }));
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const outgoing = request(`${url}/api/auth/login`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** Sign-ins without a pause, each account one after the other. */
export interface Flood {
  begin(): void;
  /** Begins no more, waits for those under way, and tells of those that were answered until it was called. */
  end(): Promise<{ readonly perSecond: number; readonly refused: number }>;
}

const OK = 200;
/** An answer of the server that it has too much to do. */
const BUSY = 503;

/** So many accounts that sign in at once. `end` throws an `Error` where one was refused for another reason than haste. */
export const floodWithSignIns = (url: string, accounts: number): Flood => {
  const agent = new Agent({ keepAlive: true });
  const seen: number[] = [];
  let isOver = false;
  let begun = 0;
  let running: Promise<unknown> = Promise.resolve();
  const signInAgain = async (username: string): Promise<void> => {
    while (!isOver) {
      const status = await signInAs(url, username, agent);
      if (!isOver) seen.push(status);
    }
  };
  return {
    begin() {
      begun = performance.now();
      const names = Array.from({ length: accounts }, (_, place) => `user${place + 2}`);
      running = Promise.all(names.map(signInAgain));
      // Told of by `end`.
      running.catch(() => undefined);
    },
    async end() {
      isOver = true;
      const seconds = (performance.now() - begun) / 1000;
      await running;
      agent.destroy();
      const other = seen.find((status) => status !== OK && status !== BUSY);
      if (other !== undefined) throw new Error(`a sign-in answered ${other}`);
      const done = seen.filter((status) => status === OK).length;
      return { perSecond: done / seconds, refused: seen.length - done };
    },
  };
};
