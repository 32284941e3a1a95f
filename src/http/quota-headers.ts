import type { Response } from 'express';
import type { Dialect } from '../../routes/dialect';
import { callOf } from './call';

/** Tells the budget that the call was counted against in the dialect's own headers, where it has any. */
export const setQuotaHeaders = (response: Response, { quotaHeaders }: Dialect): void => {
  const { quota } = callOf(response);
  if (!quota || !quotaHeaders) return;
  for (const [name, value] of Object.entries(quotaHeaders(quota))) response.setHeader(name, value);
};
