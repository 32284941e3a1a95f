import type { Principal } from '../../domain/principal';
import type { OwnUsageRow, UsageFilter, UsageRow } from '../../domain/usage';
import type { SpellingBook } from '../../domain/usage-ports';
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

/** What goes leads where its end says, which may be nowhere; an alias that stays to a canonical spelling that stays too. */
const insteadOf = ({ binding, canonical, lifecycle }: UsageRow, book: SpellingBook): string | null => {
  if (lifecycle && lifecycle.deprecatedAt !== null) return lifecycle.successor;
  if (canonical === null || canonical === binding) return null;
  const isLasting = book.named(canonical).every((other) => other.lifecycle.deprecatedAt === null);
  return isLasting ? canonical : null;
};

const toOwn =
  (book: SpellingBook) =>
  (row: UsageRow): OwnUsageRow => ({
    ...row,
    isAlias: row.canonical !== null && row.canonical !== row.binding,
    instead: insteadOf(row, book),
  });

/** The caller's own calls of the last 30 days by spelling, with what to call in the place of each. */
export const listOwnUsage =
  ({ work, clock, usageLog, spellings }: Dependencies): Controller<'usage.mine'> =>
  async (_input, context) => {
    const filter = ownCalls(callerOf(context));
    await usageLog.flush();
    const days = askedDays({}, clock.now());
    const groups = await work.read.usage.list({ by: ['binding'], filter, limit: EVERYTHING, ...days });
    return groups.map(describeRow(spellings)).map(toOwn(spellings));
  };
