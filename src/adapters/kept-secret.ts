import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Puts the file there whole or not at all; false when somebody else was first. */
const place = (path: string, content: string): boolean => {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
};

/**
 * The secret in a file that only its owner can read; made when there is none, with 384 random bits. Two processes that
 * start together end up with the same one. Throws the file system's error where it cannot be kept.
 */
export const keptSecret = (path: string): string => {
  const kept = read(path);
  if (kept) return kept;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const made = randomBytes(48).toString('base64url');
  if (place(path, `${made}\n`)) return made;
  return read(path) ?? made;
};
