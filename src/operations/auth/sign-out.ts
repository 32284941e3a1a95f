import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** Ends the session of the access token that made the call. An API token belongs to no session: then nothing ends. */
export const signOut =
  ({ work, clock }: Dependencies): Controller<'auth.signOut'> =>
  async (_input, context) => {
    const { userId, credential } = callerOf(context);
    if (credential.kind !== 'session') return undefined;
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const isEnded = await tx.sessions.end(credential.sessionId, userId, 'signed_out', now);
      if (!isEnded) return undefined;
      const target = { type: 'session', id: credential.sessionId } as const;
      await tx.audit.append(auditEntry(context, { operation: 'auth.signOut', at: now, target }));
      return undefined;
    });
  };
