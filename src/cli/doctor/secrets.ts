import type { Config } from '../../config';
import { looksLikeSample } from '../../settings/production';
import { doubtful, type Finding, fine } from './finding';

const ADVICE = 'set 32 random bytes or more, such as from `openssl rand -base64 48`';

/** Fewer bits than this are within reach of whoever holds one token and tries secrets at home. */
const ENOUGH_BITS = 100;

/** Bits of a text whose characters come as often as they do in it: what chance would have needed to make it. */
const bitsOf = (text: string): number => {
  const chars = [...text];
  const counts = new Map<string, number>();
  for (const char of chars) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / chars.length), 0);
};

/** The shortest beginning that makes the whole text when it is repeated, the last time perhaps in part. */
const unitOf = (text: string): string => {
  let length = 1;
  while (text.slice(length) !== text.slice(0, -length)) length += 1;
  return text.slice(0, length);
};

/** What the look of a secret says. It is never repeated. */
export const judgeSecret = (name: string, secret: string): Finding => {
  if (looksLikeSample(secret))
    return doubtful(name, 'looks like a sample value, as production refuses it', ADVICE);
  const isWeak = bitsOf(unitOf(secret)) < ENOUGH_BITS;
  if (isWeak)
    return doubtful(name, 'repeats itself or has few different characters: it can be guessed', ADVICE);
  return fine(name, `${Buffer.byteLength(secret)} bytes that do not look like a sample`);
};

/** The secrets that sign access tokens. */
export const examineSecrets = ({ jwtSecret, jwtSecretPrevious, database }: Config): Finding[] => {
  const previous = jwtSecretPrevious === null ? [] : [judgeSecret('JWT_SECRET_PREVIOUS', jwtSecretPrevious)];
  if (jwtSecret !== null) return [judgeSecret('JWT_SECRET', jwtSecret), ...previous];
  const says = 'not set: made and kept in the data directory';
  if (database.url === null) return [fine('JWT_SECRET', says), ...previous];
  const advice =
    'set it where several servers share the database: one does not take the tokens of another else';
  return [doubtful('JWT_SECRET', says, advice), ...previous];
};
