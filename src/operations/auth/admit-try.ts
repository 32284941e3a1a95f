import { networkOf } from '../../domain/address-block';
import { AppError } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { SignInKey } from '../../domain/repositories/sign-in-tries';
import {
  judgeTry,
  NOBODY,
  type SignInLimits,
  type TriedName,
  triedName,
  UNDECIDED_TRIES,
} from '../../domain/sign-in';
import { refOf } from '../../domain/user';
import type { Dependencies } from '../dependencies';
import { noteRefusal } from '../note-refusal';
import type { Attempt } from './attempt';

/** A try that was let in: its budget is reserved, and it must be decided by `settleTry` or given back. */
export interface AdmittedTry {
  readonly id: string;
  readonly attempt: Attempt;
  readonly key: SignInKey;
  /** `NOBODY` for a name that nobody has. */
  readonly userId: number;
  readonly passwordHash: string | null;
  /** By this a new password is told from the same one hashed anew. */
  readonly passwordChangedAt: Instant | null;
  /** The name for the audit trail. */
  readonly told: string;
  /** The limits that it is judged by. */
  readonly limits: SignInLimits;
  /** Tells those who wait for this name. */
  readonly leave: (outcome: 'failed' | 'freed') => void;
}

/** An attempt that asks to be let in. */
export interface AskedTry extends Attempt {
  /** See `TryRules`. */
  readonly isHeardWhenLocked: boolean;
}

type Needs = Pick<Dependencies, 'work' | 'clock' | 'signInLine' | 'rules'>;

type Reserved = Pick<AdmittedTry, 'id' | 'userId' | 'passwordHash' | 'passwordChangedAt'>;

type Admission =
  | { readonly kind: 'admitted'; readonly reserved: Reserved }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly retryAfter: number };

// For a lock that has no end of its own.
const COME_AGAIN_SECONDS = 3600;

/** Whole seconds until then, at least one. */
const secondsUntil = (freeAt: number | null, millis: number): number =>
  freeAt === null ? COME_AGAIN_SECONDS : Math.max(1, Math.ceil((freeAt - millis) / 1000));

/**
 * Judges a try and reserves its place, in one transaction that holds the name and the account: what is counted here
 * cannot change before the reservation stands.
 */
const admit = (
  { work, clock, rules }: Needs,
  asked: AskedTry,
  key: SignInKey,
  name: TriedName['name'],
): Promise<Admission> =>
  work.transaction(async (tx): Promise<Admission> => {
    await tx.tries.holdName(key.name);
    const millis = clock.now().getTime();
    const now = toInstant(new Date(millis));
    const found = name && (await tx.users.findForSignIn(name, now));
    const userId = found?.user.id ?? NOBODY;
    const user = await tx.users.hold(refOf({ id: userId }), now);
    await tx.tries.forgetUnderLock(userId, now);
    const standing = await tx.tries.standing(key, userId, now, rules.signIn);
    const account = { failures: user?.failedSignIns ?? 0, lock: user?.lock ?? null };
    const { isHeardWhenLocked } = asked;
    const verdict = judgeTry(standing, account, { limits: rules.signIn, isHeardWhenLocked });
    if (verdict.kind === 'wait') return verdict;
    if (verdict.kind === 'refused') {
      await noteRefusal(tx, asked, { userId, reason: verdict.reason, now });
      return { kind: 'refused', retryAfter: secondsUntil(verdict.freeAt, millis) };
    }
    const id = await tx.tries.begin(key, userId, now);
    const { passwordHash = null, user: owner } = found ?? {};
    const passwordChangedAt = owner?.passwordChangedAt ?? null;
    return { kind: 'admitted', reserved: { id, userId, passwordHash, passwordChangedAt } };
  });

/**
 * Lets a try in, or makes it wait, within bounds, for others that hold the budget and are not decided yet: a right
 * password is never refused because of them. Throws `too_many_sign_ins` when the budget of this name at this address is
 * spent or the account is locked to tries of this kind, `unavailable` when the wait grows too long.
 */
export const admitTry = async (needs: Needs, asked: AskedTry): Promise<AdmittedTry> => {
  const { key: counted, name, told } = triedName(asked.name);
  const key = { name: counted, network: networkOf(asked.context.origin.ip) };
  const giveUpAt = performance.now() + UNDECIDED_TRIES.waitMs;
  for (;;) {
    const admission = await needs.signInLine.inTurn(key.name, () => admit(needs, asked, key, name));
    if (admission.kind === 'admitted') {
      const leave = needs.signInLine.enter(key.name);
      return { ...admission.reserved, attempt: asked, key, told, limits: needs.rules.signIn, leave };
    }
    if (admission.kind === 'refused') throw new AppError('too_many_sign_ins', admission);
    if (performance.now() > giveUpAt) throw new AppError('unavailable', { retryAfter: 1 });
    await needs.signInLine.wait(key.name);
  }
};
