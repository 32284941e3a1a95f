import { toInstant, toMillis } from '../../domain/instant';
import type { SignInKey } from '../../domain/repositories';
import { SIGN_IN_LIMITS, type SignInName, type TriedName, triedName } from '../../domain/sign-in';
import { isPossiblePassword } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Dependencies } from '../dependencies';

/** An id that no user has: a name that nobody has goes the same way, through the same statements. */
const NOBODY = 0;

// An audit entry names what was tried; the rest of a text that is no name helps nobody.
const TOLD_LENGTH = 320;

/** One try to sign in: who, counted by what, told how. */
export interface SignInTry {
  readonly by: SignInName['by'];
  readonly name: TriedName;
  readonly key: SignInKey;
  /** The name for the audit trail. */
  readonly told: string;
}

export const signInTry = (name: SignInName, { origin }: OperationContext): SignInTry => {
  const tried = triedName(name);
  return {
    by: name.by,
    name: tried,
    key: { name: tried.canonical, ip: origin.ip },
    told: tried.canonical.slice(0, TOLD_LENGTH).toWellFormed(),
  };
};

/** A try that was let in: whose password is to be compared, and with what. */
export interface Candidate {
  readonly userId: number;
  readonly passwordHash: string | null;
}

export type Admission = { readonly candidate: Candidate } | { readonly retryAfter: number };

/**
 * Reserves the try, and looks the user up when there is budget left. The count is committed before any password is
 * compared, so that tries that come at once cannot exceed the limit between them.
 */
export const admit = async (
  { work, clock }: Pick<Dependencies, 'work' | 'clock'>,
  { by, name, key, told }: SignInTry,
  context: OperationContext,
): Promise<Admission> => {
  const millis = clock.now().getTime();
  const now = toInstant(new Date(millis));
  const windowStart = toInstant(new Date(millis - SIGN_IN_LIMITS.windowMs));
  return work.transaction(async (tx) => {
    const { tries, startedAt } = await tx.throttle.reserve(key, windowStart, now);
    if (tries > SIGN_IN_LIMITS.failuresPerNameAndAddress) {
      const details = { name: told, reason: 'too_many_tries' };
      await tx.audit.append(
        auditEntry(context, { operation: 'auth.signIn', at: now, result: 'refused', details }),
      );
      const waitMs = toMillis(startedAt) + SIGN_IN_LIMITS.windowMs - millis;
      return { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) };
    }
    const found = name.isPossible ? await tx.users.findForSignIn({ by, value: name.canonical }, now) : null;
    return { candidate: { userId: found?.user.id ?? NOBODY, passwordHash: found?.passwordHash ?? null } };
  });
};

/** Compares the password, once and at the same cost whoever was named. A try that cannot be decided is given back. */
export const compare = async (
  { work, passwords }: Pick<Dependencies, 'work' | 'passwords'>,
  { key }: SignInTry,
  { passwordHash }: Candidate,
  password: string,
): Promise<boolean> => {
  try {
    return await passwords.verify(password, isPossiblePassword(password) ? passwordHash : null);
  } catch (error) {
    await work.transaction((tx) => tx.throttle.release(key));
    throw error;
  }
};
