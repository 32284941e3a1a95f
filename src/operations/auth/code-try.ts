import { type Instant, toInstant } from '../../domain/instant';
import { codesBar } from '../../domain/one-time-code';
import { toCanonicalPhone } from '../../domain/phone';
import type { Repositories } from '../../domain/repositories';
import { refOf, type User } from '../../domain/user';
import type { OperationContext } from '../context';
import type { Dependencies } from '../dependencies';
import { admitTry, fail, NOBODY, type PasswordTry, settleTry } from './password-try';

/** What somebody shows to prove who it is, and where. */
interface Shown {
  readonly operation: 'auth.signInByCode' | 'auth.resetPasswordByCode';
  readonly mobile: string;
  readonly code: string;
  readonly context: OperationContext;
}

/** A code that was right and is used up, with the held user it was sent to. */
export interface CodeUsed {
  readonly user: User;
  readonly tried: PasswordTry;
  readonly now: Instant;
}

/** What follows on a right code. */
export interface CodeSteps<P, T> {
  /**
   * Expensive work before the transaction opens; for a wrong code there is none, whoever was named. What it throws leaves
   * the code unused and the try uncounted.
   */
  prepare(user: User): Promise<P>;
  /** Acts in the transaction that used the code up. */
  act(tx: Repositories, used: CodeUsed, prepared: P): Promise<T>;
}

type Needs = Pick<Dependencies, 'work' | 'clock' | 'signInLine' | 'secrets' | 'pacer' | 'rules'>;

interface Trying {
  readonly needs: Needs;
  readonly shown: Shown;
  readonly tried: PasswordTry;
}

/** Whose code it may be, and why it may not: null where the code alone decides. */
const standingOf = async (
  on: Repositories,
  { needs, shown, tried }: Trying,
  { now, isHeld }: { now: Instant; isHeld: boolean },
) => {
  const phone = toCanonicalPhone(shown.mobile) ?? '';
  const ref = refOf({ id: tried.userId });
  const user = await (isHeld ? on.users.hold(ref, now) : on.users.find(ref, now));
  // Once more by the number: its owner may be another by now.
  const meant = await on.users.findForSignIn({ by: 'phone', value: phone }, now);
  const bar = codesBar(meant?.user.id === tried.userId ? user : null);
  const digest = needs.secrets.codeDigest(tried.userId, shown.code);
  // A barred user goes the way of a wrong code, through the same statements.
  return { user, bar, ofWhom: bar === null ? tried.userId : NOBODY, code: { digest, phone } };
};

/** The user whose code it is, as far as can be told before the transaction. */
const rightUser = async (trying: Trying): Promise<User | null> => {
  const { work, clock } = trying.needs;
  const now = toInstant(clock.now());
  const { user, ofWhom, code } = await standingOf(work.read, trying, { now, isHeld: false });
  return (await work.read.codes.isRight(ofWhom, code, now)) ? user : null;
};

/**
 * Uses the code up, or counts a failure against code, name and account. Decides on the user as it is now, held; a code
 * that was wrong a moment ago stays so, also where a newer one has the same digits.
 */
const useCode = async (
  tx: Repositories,
  trying: Trying,
  { wasRight, now }: { wasRight: boolean; now: Instant },
): Promise<User | null> => {
  const { shown, tried } = trying;
  const { user, bar, ofWhom, code } = await standingOf(tx, trying, { now, isHeld: true });
  if ((await tx.codes.use(wasRight ? ofWhom : NOBODY, code, now)) && user) {
    await tx.codes.setResends(user.id, 0, null);
    return user;
  }
  await tx.codes.noteWrong(tried.userId);
  await fail(tx, tried, { context: shown.context, now, reason: bar ?? 'wrong_code' });
  return null;
};

const carryThrough = async <P, T>(
  needs: Needs,
  shown: Shown,
  { prepare, act }: CodeSteps<P, T>,
): Promise<T | null> => {
  const { operation, mobile, context } = shown;
  const tried = await admitTry(needs, { operation, name: { by: 'phone', value: mobile }, context });
  const trying = { needs, shown, tried };
  return settleTry(needs, tried, async () => {
    const right = await rightUser(trying);
    const prepared = right && { value: await prepare(right) };
    return needs.work.transaction(async (tx) => {
      const now = toInstant(needs.clock.now());
      const user = await useCode(tx, trying, { wasRight: prepared !== null, now });
      return user && prepared && act(tx, { user, tried, now }, prepared.value);
    });
  });
};

/**
 * Carries a try with a one-time code through: let in, counted and decided as one with a password is. Null where the code
 * is not the right one, for whatever reason. Throws `too_many_sign_ins` when the budget of this number at this address
 * is spent.
 */
export const tryCode = <P, T>(needs: Needs, shown: Shown, steps: CodeSteps<P, T>): Promise<T | null> =>
  needs.pacer.atLeast(needs.rules.codes.minAnswerMs, () => carryThrough(needs, shown, steps));
