import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import type { Bench } from './bench';
import { type Child, startChild } from './child';
import type { Directory } from './directory';
import { ADMIN_PASSWORD, JWT_SECRET, startRosterChild } from './roster';

const NO_SETTINGS = {};

/** Roster on a directory. */
export const startRoster = (bench: Bench, directory: Directory, settings = NO_SETTINGS): Promise<Child> =>
  startRosterChild(directory.url, { place: bench.place, settings }, bench.cleanUp);

/** Another server on a directory: a script that is told the database and what signs tokens. */
export const startOther = (bench: Bench, directory: Directory, script: string): Promise<Child> =>
  startChild(
    { args: [script, directory.url, JWT_SECRET], environment: {}, logFile: join(bench.place, 'other.log') },
    bench.cleanUp,
  );

/** The handler written by hand. */
export const startBaseline = (bench: Bench, directory: Directory): Promise<Child> =>
  startOther(bench, directory, join(__dirname, 'programs', 'baseline.js'));

/** A token that whoever checks no more than signature and time takes. */
export const handMadeToken = (): string =>
  jwt.sign({ sub: '1' }, createSecretKey(Buffer.from(JWT_SECRET)), { expiresIn: '2h' });

/** An access token of the administrator. */
export const signIn = async ({ url }: Child): Promise<string> => {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
  });
  if (!response.ok) throw new Error(`the sign-in answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
};
