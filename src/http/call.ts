import type { Response } from 'express';
import type { Quota } from '../../routes/dialect';
import type { Route } from '../../routes/route';
import type { Principal } from '../domain/principal';
import type { CallSpan } from '../domain/trace';

/** What is known of a request, filled in as it moves along the pipeline. */
export interface Call {
  readonly requestId: string;
  /** Its part of a trace. */
  readonly span: CallSpan;
  /** The caller's address; IPv4 in IPv6 notation is IPv4. */
  readonly ip: string;
  /** The routes that the path and method lead to; several where the body decides which (`when`). */
  routes: readonly Route[];
  params: Readonly<Record<string, string>>;
  /** The one that is served, once that is known. */
  route: Route | null;
  principal: Principal | null;
  /** The tightest budget that it was counted against; null before that, and where there is no limit. */
  quota: Quota | null;
}

/** The call of a response. Throws an `Error` when the middleware that begins every call did not run. */
export const callOf = (response: Response): Call => {
  const call: unknown = response.locals['call'];
  if (!call) throw new Error('no call was begun for this response');
  return call as Call;
};
