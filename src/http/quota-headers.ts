import type { Response } from 'express';
import type { Dialect } from '../../routes/dialect';
import { callOf } from './call';
import { headersOf } from './headers';

/** Tells the budget that the call was counted against in the dialect's own headers, where it has any. */
export const setQuotaHeaders = (response: Response, { quotaHeaders }: Dialect): void => {
  const { quota } = callOf(response);
  if (!quota || !quotaHeaders) return;
  Object.assign(headersOf(response), quotaHeaders(quota));
};
