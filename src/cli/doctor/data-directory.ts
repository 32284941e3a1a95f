import { existsSync, mkdtempSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../config';
import { broken, doubtful, type Finding, fine } from './finding';

const WHAT = 'data directory';

const WRITABLE_BY_OTHERS = 0o022;
// Who may only pass through cannot tell what is there: as root, Roster lets the database's user do that.
const READABLE_BY_OTHERS = 0o044;
const OPEN_TO_OTHERS = 0o077;

const SECRETS = ['jwt-secret', 'postgres-password', 'postgres-superuser-password'];

/** The directory itself, or the nearest above it that is there. */
export const nearestExisting = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));

// Tried, not asked: a full or read-only disk, or /proc for root, has the modes that let it be written to.
const isWritable = (directory: string): boolean => {
  try {
    rmdirSync(mkdtempSync(join(directory, '.roster-doctor-')));
    return true;
  } catch {
    return false;
  }
};

/** Whether the directory can hold files, or can be made. What is made to find out is taken away again. */
export const isUsable = (path: string): boolean => {
  const nearest = nearestExisting(path);
  return statSync(nearest).isDirectory() && isWritable(nearest);
};

const modeOf = ({ mode }: Stats): string => (mode & 0o777).toString(8).padStart(3, '0');

const notMadeYet = (path: string): Finding => {
  const parent = nearestExisting(path);
  return isUsable(path)
    ? fine(WHAT, `${path} is not there yet: the first start makes it`)
    : broken(WHAT, `${path} cannot be made: ${parent} is not to be written to`, 'choose another DATA_DIR');
};

/** What modes say, on systems that have them. */
const judgeMode = (path: string, stats: Stats): Finding => {
  if (process.platform === 'win32') return fine(WHAT, path);
  const { mode } = stats;
  if (mode & WRITABLE_BY_OTHERS)
    return broken(WHAT, `others may write in ${path} (mode ${modeOf(stats)})`, `chmod 700 ${path}`);
  if (mode & READABLE_BY_OTHERS)
    return doubtful(WHAT, `others may look into ${path} (mode ${modeOf(stats)})`, `chmod go-rw ${path}`);
  return fine(WHAT, `${path} is nobody else's (mode ${modeOf(stats)})`);
};

const openSecrets = (path: string): Finding[] => {
  if (process.platform === 'win32') return [];
  return SECRETS.flatMap((name) => {
    const file = join(path, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats || (stats.mode & OPEN_TO_OTHERS) === 0) return [];
    return [doubtful(name, `${file} is open to others (mode ${modeOf(stats)})`, `chmod 600 ${file}`)];
  });
};

/** Whether what Roster keeps in files is there, is its own, and is kept from others. */
export const examineDataDirectory = ({ dataDir, database, jwtSecret }: Config): Finding[] => {
  if (database.url !== null && jwtSecret !== null)
    return [fine(WHAT, 'not needed, since DATABASE_URL and JWT_SECRET are set')];
  if (!existsSync(dataDir)) return [notMadeYet(dataDir)];
  const stats = statSync(dataDir);
  if (!stats.isDirectory()) return [broken(WHAT, `${dataDir} is not a directory`, 'choose another DATA_DIR')];
  if (!isWritable(dataDir)) {
    const advice = 'run as the user whom it belongs to, or choose another DATA_DIR';
    return [broken(WHAT, `${dataDir} is not to be written to by this user`, advice)];
  }
  return [judgeMode(dataDir, stats), ...openSecrets(dataDir)];
};
