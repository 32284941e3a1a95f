import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server in a process of its own, whose memory and open files can be read. */
export interface MeasuredServer {
  readonly url: string;
  /** An API token of its administrator that no quota limits. */
  readonly token: string;
  /** Its memory now and at the highest, in MB; null where the system does not tell. */
  memory(): { readonly now: number; readonly peak: number } | null;
  /** How many files and sockets it has open; null where the system does not tell. */
  openFiles(): number | null;
  /** SIGTERM, and the code it exits with. */
  stop(): Promise<number | null>;
}

const COMMAND = join(__dirname, '..', '..', 'bin', 'roster.js');
const TOKEN = 'token-of-the-tests-0123456789-0123456789';
const START_MS = 120_000;

const READY = /Roster is ready at (\S+)/;

/** The address that the server announces. Rejects with what it said when it exits instead, or says nothing in time. */
const announced = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${said}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`the server exited with ${code}:\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = READY.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });

const readOrNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const megabytes = (status: string, key: string): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;

/** Starts `roster serve` on this database, on any free port, with nothing of this process's settings. */
export const startMeasuredServer = async (
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<MeasuredServer> => {
  const directory = mkdtempSync(join(tmpdir(), 'roster-server-'));
  const child = spawn(process.execPath, [COMMAND, 'serve'], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      DATA_DIR: directory,
      PORT: '0',
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
      ADMIN_PASSWORD: 'password-of-the-tests',
      ADMIN_TOKEN: TOKEN,
      BCRYPT_COST: '4',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killed = (): boolean => child.kill('SIGKILL');
  process.once('exit', killed);
  const url = await announced(child);
  return {
    url,
    token: TOKEN,
    memory: () =>
      readOrNull(() => {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        return { now: megabytes(status, 'VmRSS'), peak: megabytes(status, 'VmHWM') };
      }),
    openFiles: () => readOrNull(() => readdirSync(`/proc/${child.pid}/fd`).length),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      process.off('exit', killed);
      rmSync(directory, { recursive: true, force: true });
      return code;
    },
  };
};
