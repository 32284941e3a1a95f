import type { Logger } from './adapters/logger';

/** From how many seconds on two clocks are said to differ. */
const APART_SECONDS = 5;

/** Says in the log by how many milliseconds this machine's clock is ahead of the database's. */
export const tellClockDifference =
  (logger: Pick<Logger, 'info' | 'warn'>) =>
  (aheadMs: number): void => {
    const ahead = Math.round(aheadMs / 1000);
    const apart = Math.abs(ahead);
    if (apart < APART_SECONDS) {
      logger.info('the clock of this machine agrees with the database’s again');
      return;
    }
    const where = ahead > 0 ? 'ahead of' : 'behind';
    logger.warn(
      `the clock of this machine is ${apart} s ${where} the database’s, which is the one that counts`,
    );
  };
