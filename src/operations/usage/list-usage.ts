import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { askedDays } from './asked-days';
import { describeRow } from './describe-row';

/** Who calls what, told apart as asked, with what this process has not yet written. Throws `invalid_fields`. */
export const listUsage =
  ({ work, clock, usageLog, spellings }: Dependencies): Controller<'usage.list'> =>
  async ({ by, filter, aliases, limit, ...days }) => {
    const asked = askedDays(days, clock.now());
    await usageLog.flush();
    const among = aliases && { among: spellings.aliases() };
    const groups = await work.read.usage.list({ by, filter, limit, ...asked, ...among });
    return groups.map(describeRow(spellings));
  };
