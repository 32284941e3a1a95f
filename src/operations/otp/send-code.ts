import { networkOf } from '../../domain/address-block';
import { AppError } from '../../domain/error';
import { type Instant, instantAfter, toInstant, toMillis } from '../../domain/instant';
import { judgeSend, SENDS_WINDOW_MS } from '../../domain/one-time-code';
import { maskPhone, toCanonicalPhone } from '../../domain/phone';
import type { CodeMessage } from '../../domain/ports';
import type { Repositories } from '../../domain/repositories';
import { NOBODY } from '../../domain/sign-in';
import type { User } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

type Wish = 'otp.send' | 'otp.resend';

interface Asked {
  readonly wish: Wish;
  /** Canonical; empty for a text that is no number: nobody has it. */
  readonly phone: string;
  readonly context: OperationContext;
  readonly now: Instant;
}

const note = (tx: Repositories, asked: Asked, user: User | null, reason: string | null): Promise<void> => {
  const { wish, phone, context, now } = asked;
  const mobile = maskPhone(phone);
  return tx.audit.append(
    auditEntry(context, {
      operation: wish,
      at: now,
      result: reason === null ? 'done' : 'refused',
      ...(user && { target: { type: 'user' as const, id: user.id } }),
      details: reason === null ? { mobile } : { mobile, reason },
    }),
  );
};

/** Counts the wish against the address. Returns after how many seconds to come again where the budget is spent, else null. */
const countSend = async (
  { rules }: Pick<Dependencies, 'rules'>,
  tx: Repositories,
  asked: Asked,
): Promise<number | null> => {
  const network = networkOf(asked.context.origin.ip);
  await tx.codes.holdNetwork(network);
  const since = instantAfter(asked.now, -SENDS_WINDOW_MS);
  const { count, oldest } = await tx.codes.sendsSince(network, since);
  if (count < rules.codes.sendsPerAddressPerHour) {
    await tx.codes.noteSend(network, asked.now);
    return null;
  }
  await note(tx, asked, null, 'too_many_sends');
  const waitMs = toMillis(oldest ?? asked.now) + SENDS_WINDOW_MS - toMillis(asked.now);
  return Math.max(1, Math.ceil(waitMs / 1000));
};

/** Judges the wish on the user as it is, held, and carries the verdict out: the same statements whoever was named. */
const decide = async (
  { rules, secrets, codeOutbox }: Dependencies,
  tx: Repositories,
  asked: Asked,
  code: string,
): Promise<{ readonly receiver: User } | null> => {
  const { phone, now } = asked;
  const found = await tx.users.findForSignIn({ by: 'phone', value: phone }, now);
  const id = found?.user.id ?? NOBODY;
  const user = await tx.users.hold({ kind: 'id', value: String(id) }, now);
  const isCodeOut = await tx.codes.isOut(id, now);
  const given = { isResend: asked.wish === 'otp.resend', isCodeOut, hasSender: codeOutbox.isOpen };
  const verdict = judgeSend(user, given, rules.codes, now);
  const receiver = verdict.reason === null ? user : null;
  const digest = secrets.codeDigest(id, code);
  const expiresAt = instantAfter(now, rules.codes.ttlSeconds * 1000);
  await tx.codes.issue(receiver?.id ?? NOBODY, { digest, phone, expiresAt });
  await tx.codes.setResends(id, verdict.resends, verdict.closedUntil);
  await note(tx, asked, user, verdict.reason);
  return receiver && { receiver };
};

const messageOf = (
  user: User,
  { phone, context }: Omit<Asked, 'now'>,
  code: string,
  ttlSeconds: number,
): CodeMessage => ({
  phone,
  email: user.email,
  username: user.username,
  code,
  ttlSeconds,
  trace: context.origin.trace,
});

const send = async (needs: Dependencies, asked: Omit<Asked, 'now'>): Promise<undefined> => {
  const code = needs.ids.oneTimeCode();
  // A refusal is committed, since it leaves an entry in the audit trail, and thrown afterwards.
  const outcome = await needs.work.transaction(async (tx) => {
    const now = toInstant(needs.clock.now());
    const retryAfter = await countSend(needs, tx, { ...asked, now });
    return retryAfter === null ? decide(needs, tx, { ...asked, now }, code) : { retryAfter };
  });
  if (outcome && 'retryAfter' in outcome) throw new AppError('rate_limited', outcome);
  if (outcome) needs.codeOutbox.post(messageOf(outcome.receiver, asked, code, needs.rules.codes.ttlSeconds));
  return undefined;
};

const sending =
  <W extends Wish>(wish: W, needs: Dependencies): Controller<W> =>
  ({ mobile }, context) => {
    const asked = { wish, phone: toCanonicalPhone(mobile) ?? '', context };
    return needs.pacer.atLeast(needs.rules.codes.minAnswerMs, () => send(needs, asked));
  };

/**
 * Sends a one-time code to the one active user that has the number; any older code is void. It answers the same, after
 * the same work, where there is no such user or codes are closed for it. Throws `rate_limited` for an address that asked
 * too often.
 */
export const sendCode = (needs: Dependencies): Controller<'otp.send'> => sending('otp.send', needs);

/** As `sendCode`, and counts as a resend: the last one that is allowed closes codes for the user for a while. */
export const resendCode = (needs: Dependencies): Controller<'otp.resend'> => sending('otp.resend', needs);
