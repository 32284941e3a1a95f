import { wholeSeconds } from '../../../routes/codec/times';
import type { Instant } from '../../domain/instant';
import type { User } from '../../domain/user';
import { called } from '../users/called';

const untilOf = (end: Instant | null | undefined): string => (end ? ` until ${wholeSeconds(end)}` : '');

/** Why API tokens of this user are refused at present, and what ends that; null where they are not. */
export const refusedMeanwhile = (owner: User): string | null => {
  const { id, status, suspension, lock } = owner;
  const reasons = [
    status === 'suspended' &&
      `suspended${untilOf(suspension?.until)} (\`roster users unsuspend ${id}\` ends that)`,
    lock?.cause === 'administrator' &&
      `locked${untilOf(lock.until)} (\`roster users unlock ${id}\` ends that)`,
  ].filter(Boolean);
  return reasons.length === 0
    ? null
    : `It is refused as long as user ${called(owner)} is ${reasons.join(' or ')}.`;
};
