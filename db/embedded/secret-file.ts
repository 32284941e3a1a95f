import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isSystemError } from './errors';
import { stagingName } from './staging';

/** Reads a secret; undefined when the file is not there. */
export function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Reads the secret in `file`, making it (256 random bits, base64url, mode 0600) when it is not there. A hard link
 * publishes the whole file or nothing, and the first of two racers wins, so both come back with the same secret.
 */
export function readOrCreateSecret(file: string): string {
  const known = readSecret(file);
  if (known !== undefined) return known;
  const staged = stagingName(file);
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(staged, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(staged, file);
    return secret;
  } catch (error) {
    const winner = isSystemError(error, 'EEXIST') ? readSecret(file) : undefined;
    if (winner === undefined) throw error;
    return winner;
  } finally {
    rmSync(staged, { force: true });
  }
}
