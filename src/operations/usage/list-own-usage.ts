import type { Principal } from '../../domain/principal';
import type { OwnUsageRow, UsageFilter, UsageRow } from '../../domain/usage';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { askedDays } from './asked-days';
import { describeRow } from './describe-row';

/** More spellings than any table has. */
const EVERYTHING = 10_000;

/** A token is told of itself alone, a session of all sessions of its user. */
const ownCalls = ({ credential, userId }: Principal): UsageFilter =>
  credential.kind === 'token' ? { tokenId: credential.tokenId } : { sessionsOf: userId };

const toOwn = (row: UsageRow): OwnUsageRow => {
  const { binding, canonical, lifecycle } = row;
  const better = lifecycle?.successor ?? canonical;
  return {
    ...row,
    isAlias: canonical !== null && canonical !== binding,
    instead: better === binding ? null : better,
  };
};

/** The caller's own calls of the last 30 days by spelling, with what to call in the place of each. */
export const listOwnUsage =
  ({ work, clock, usageLog, spellings }: Dependencies): Controller<'usage.mine'> =>
  async (_input, context) => {
    const filter = ownCalls(callerOf(context));
    await usageLog.flush();
    const days = askedDays({}, clock.now());
    const groups = await work.read.usage.list({ by: ['binding'], filter, limit: EVERYTHING, ...days });
    return groups.map(describeRow(spellings)).map(toOwn);
  };
