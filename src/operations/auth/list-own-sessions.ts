import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { listedSessions } from '../listed-sessions';

/** The caller's own live sessions, newest first. */
export const listOwnSessions =
  (needs: Dependencies): Controller<'auth.listSessions'> =>
  async (_input, context) =>
    listedSessions(needs, callerOf(context).userId, context);
