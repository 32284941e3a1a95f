import { statfsSync } from 'node:fs';
import type { Config } from '../../config';
import { nearestExisting } from './data-directory';
import { broken, doubtful, type Finding, fine } from './finding';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

// Postgres writes its log ahead in files of 16 MiB, and stops when there is no room for one.
const TOO_LITTLE = 100 * MIB;
const LITTLE = GIB;

const sizeOf = (bytes: number): string =>
  bytes < GIB ? `${Math.floor(bytes / MIB)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`;

/** What so many free bytes mean. */
export const judgeSpace = (free: number, where: string): Finding => {
  const says = `${sizeOf(free)} free at ${where}`;
  if (free < TOO_LITTLE)
    return broken('disk space', says, 'make room: the database stops when there is none');
  if (free < LITTLE) return doubtful('disk space', says, 'make room, or move DATA_DIR');
  return fine('disk space', says);
};

/** The room for the embedded database; nothing where there is another, or where the file system tells of none. */
export const examineDisk = ({ database, dataDir }: Config): Finding[] => {
  if (database.url !== null) return [];
  const { blocks, bavail, bsize } = statfsSync(nearestExisting(dataDir));
  // /proc and its like have no room to speak of: whether a file can be made there is looked at elsewhere.
  if (blocks === 0) return [];
  return [judgeSpace(bavail * bsize, dataDir)];
};
