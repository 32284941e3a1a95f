import type { Day } from '../day';
import type { Instant } from '../instant';
import type { Page, Position } from '../paging';
import type { TokenLimits } from '../token-use';
import type { TrafficQuestion, TrafficStep } from '../traffic';
import type { UsageBatch, UsageGroup, UsageQuestion } from '../usage';

/** The ledger of who calls what. */
export interface Usage {
  /** Adds a batch to what is there. One that was added already changes nothing, so that a try whose end is unknown may be repeated. */
  add(batch: UsageBatch, now: Instant): Promise<void>;
  /** Most requests first; where rows are told apart by day, by day first. */
  list(question: UsageQuestion): Promise<UsageGroup[]>;
  /** By time, then dialect; steps without a request are left out. */
  traffic(question: TrafficQuestion): Promise<TrafficStep[]>;
  /** API tokens by id with their limits and their count of this day; all of them when no limit is given. */
  limits(page: { after?: Position; limit?: number }, day: Day): Promise<Page<TokenLimits>>;
  /** Deletes what lies before the day, and the minutes and the marks of batches before these times, some at a time. */
  forgetBefore(day: Day, minute: Instant, batch: Instant): Promise<void>;
}
