import { type Instant, toInstant } from '../../domain/instant';
import { codesBar } from '../../domain/one-time-code';
import { toCanonicalPhone } from '../../domain/phone';
import type { Repositories } from '../../domain/repositories';
import { NOBODY } from '../../domain/sign-in';
import { refOf, type User } from '../../domain/user';
import type { OperationContext } from '../context';
import type { Dependencies } from '../dependencies';
import { type AdmittedTry, type AskedTry, admitTry } from './admit-try';
import { dismiss, fail, right, settleTry, type TryOutcome } from './decide-try';

/** Who somebody says to be, by a phone number. */
interface AttemptByCode extends AskedTry {
  readonly name: { readonly by: 'phone'; readonly value: string };
}

/** The attempt of whoever shows a one-time code that was sent to this number. */
export const attemptByCode = (
  operation: 'auth.signInByCode' | 'auth.resetPasswordByCode',
  mobile: string,
  context: OperationContext,
): AttemptByCode => ({
  operation,
  name: { by: 'phone', value: mobile },
  context,
  isHeardWhenLocked: true,
});

/** What somebody shows to prove who it is. */
interface Shown {
  readonly attempt: AttemptByCode;
  readonly code: string;
}

/** A code that was right and is used up, with the held user it was sent to. */
export interface CodeUsed {
  readonly user: User;
  readonly tried: AdmittedTry;
  readonly now: Instant;
}

/** What follows on a right code. */
interface CodeSteps<P, T> {
  /**
   * Expensive work before the transaction opens; for a wrong code there is none, whoever was named. What it throws leaves
   * the code unused and the try uncounted.
   */
  prepare(user: User): Promise<P>;
  /** Acts in the transaction that used the code up. */
  act(tx: Repositories, used: CodeUsed, prepared: P): Promise<T>;
}

type Needs = Pick<Dependencies, 'work' | 'clock' | 'signInLine' | 'secrets' | 'pacer' | 'rules' | 'signals'>;

interface Trying {
  readonly needs: Needs;
  readonly shown: Shown;
  readonly tried: AdmittedTry;
}

/** Whose code it may be, and why it may not: null where the code alone decides. */
const standingOf = async (
  on: Repositories,
  { needs, shown, tried }: Trying,
  { now, isHeld }: { now: Instant; isHeld: boolean },
) => {
  const phone = toCanonicalPhone(shown.attempt.name.value) ?? '';
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
 * Uses the code up and acts, or counts a failure against code, name and account. Decides on the user as it is now, held;
 * a code that was wrong a moment ago (`prepared` is null) stays so, also where a newer one has the same digits. One that
 * was right and has been used counts for nothing: whoever shows it, by a second click or a lost answer, guesses at nothing.
 */
const decide = async <P, T>(
  tx: Repositories,
  trying: Trying,
  prepared: { readonly value: P } | null,
  act: CodeSteps<P, T>['act'],
): Promise<TryOutcome<T>> => {
  const { needs, tried } = trying;
  const now = toInstant(needs.clock.now());
  const { user, bar, ofWhom, code } = await standingOf(tx, trying, { now, isHeld: true });
  const isUsedNow = await tx.codes.use(prepared ? ofWhom : NOBODY, code, now);
  if (isUsedNow && user && prepared) {
    await tx.codes.setResends(user.id, 0, null);
    return right(await act(tx, { user, tried, now }, prepared.value));
  }
  if (await tx.codes.wasUsed(ofWhom, code, now)) return dismiss(tx, tried, { now, reason: 'used_code' });
  await tx.codes.noteWrong(tried.userId);
  return fail(tx, tried, { now, reason: bar ?? 'wrong_code' });
};

/**
 * Carries a try with a one-time code through: let in, counted and decided as one with a password is. Null where the code
 * is not the right one, for whatever reason. Throws `too_many_sign_ins` when the budget of this number at this address
 * is spent.
 */
export const tryCode = <P, T>(
  needs: Needs,
  shown: Shown,
  { prepare, act }: CodeSteps<P, T>,
): Promise<T | null> =>
  needs.pacer.atLeast(needs.rules.codes.minAnswerMs, async () => {
    const tried = await admitTry(needs, shown.attempt);
    const trying = { needs, shown, tried };
    return settleTry(needs, tried, async () => {
      const user = await rightUser(trying);
      const prepared = user && { value: await prepare(user) };
      return needs.work.transaction((tx) => decide(tx, trying, prepared, act));
    });
  });
