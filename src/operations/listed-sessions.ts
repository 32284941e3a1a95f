import { toInstant } from '../domain/instant';
import type { ListedSession } from '../domain/session';
import { callerOf } from './caller';
import type { OperationContext } from './context';
import type { Dependencies } from './dependencies';

/** The live sessions of a user, newest first, each with whether it is the one that asks. */
export const listedSessions = async (
  { work, clock }: Pick<Dependencies, 'work' | 'clock'>,
  userId: number,
  context: OperationContext,
): Promise<ListedSession[]> => {
  const { credential } = callerOf(context);
  const current = credential.kind === 'session' ? credential.sessionId : null;
  const sessions = await work.read.sessions.listOf(userId, toInstant(clock.now()));
  return sessions.map((session) => ({ ...session, isCurrent: session.id === current }));
};
