import { type AccessListener, listenForAccessChanges } from '../db/access-listener';
import type { Logger } from './adapters/logger';
import type { Verdicts } from './adapters/verdicts';

/** Has verdicts remembered as long as changes are heard of in time, and says in the log when they are not. */
export const hearAccessChanges = (
  url: string,
  { forget, setTrusted }: Pick<Verdicts, 'forget' | 'setTrusted'>,
  logger: Pick<Logger, 'info' | 'warn'>,
): AccessListener => {
  let isInTrouble = false;
  return listenForAccessChanges(url, {
    onChange: forget,
    onTrust: setTrusted,
    onTrouble(error) {
      if (error !== null)
        logger.warn({ err: error }, 'changes of others are not heard: every caller is looked up anew');
      else if (isInTrouble) logger.info('changes of others are heard again');
      isInTrouble = error !== null;
    },
  });
};
