import { assertNoIssues, type Issue } from '../domain/error';
import { toInstant } from '../domain/instant';
import type { Dependencies } from './dependencies';
import { noteRefusal, type RefusableCall } from './note-refusal';

/** The call in which somebody wants a new password for an account that is there, and whose that is. */
export interface PasswordCall extends RefusableCall {
  /** `NOBODY` until it is known. */
  readonly userId: number;
}

type Needs = Pick<Dependencies, 'work' | 'clock'>;

/**
 * Leaves an audit entry where the wanted password has issues, outside any transaction, so that it stays although the call
 * is refused: who tries passwords at an account is seen, also where the answer tells that one was right.
 */
export const noteRefusedPassword = async (
  { work, clock }: Needs,
  { userId, ...call }: PasswordCall,
  issues: readonly Issue[],
): Promise<void> => {
  if (issues.length === 0) return;
  const now = toInstant(clock.now());
  await noteRefusal(work.read, call, { userId, reason: 'password_refused', now });
};

/** As `noteRefusedPassword`, and throws `invalid_fields` with the issues. It counts as no failed sign-in. */
export const refusePasswordWith = async (
  needs: Needs,
  call: PasswordCall,
  issues: readonly Issue[],
): Promise<void> => {
  await noteRefusedPassword(needs, call, issues);
  assertNoIssues(issues);
};
