import type { ErrorCode } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import type { Keeps } from './variables';

/** What a run has in hand. A member is a user that the run makes for itself; it never touches another. */
export type Fact =
  | 'member'
  | 'deleted member'
  | "member's session"
  | 'id of the session'
  | 'token'
  | 'policy';

/** How an operation is played in a run, beyond what its ids and its body say already. */
export interface Play {
  /** The member asks, not whoever runs the collection. */
  readonly by?: 'member';
  readonly needs?: readonly Fact[];
  /** Not while the run has this in hand: it would lose sight of it. */
  readonly lacks?: readonly Fact[];
  readonly takes?: readonly Fact[];
  readonly gives?: readonly Fact[];
  readonly keeps?: Keeps;
  /** It cannot go well in a run, and is refused with this. */
  readonly refused?: ErrorCode;
  /** Budgets that no waiting of a minute brings back: being over them is no failure of the run. */
  readonly isScarce?: true;
}

const SIGNED_IN: readonly Fact[] = ["member's session", 'id of the session'];

/** It may end the member's sessions: whoever needs one afterwards signs in anew. */
const ENDS_SESSIONS: Play = { takes: SIGNED_IN };

const TOKENS: Keeps = { access_token: 'memberToken', refresh_token: 'memberRefreshToken' };
const SESSION: Keeps = { id: 'sessionId' };

const BY_MEMBER: Play = { by: 'member', needs: ["member's session"] };

/**
 * In the order in which a folder plays them. What is not named here needs nothing but what its ids and its body name, and
 * comes last; a test sees to it that every effect is named.
 */
export const PLAYS: Readonly<Partial<Record<OperationId, Play>>> = {
  'users.create': {
    lacks: ['member'],
    takes: ['deleted member'],
    gives: ['member'],
    keeps: { id: 'memberId' },
  },
  'users.list': {},
  'users.get': {},
  'users.getRoles': {},
  'users.update': ENDS_SESSIONS,
  'users.setRoles': ENDS_SESSIONS,
  'users.suspend': ENDS_SESSIONS,
  'users.unsuspend': {},
  'users.lock': ENDS_SESSIONS,
  'users.unlock': {},
  'users.resetOtpCount': {},
  'users.extendPasswordExpiry': {},
  'users.listSessions': {
    needs: ["member's session"],
    gives: ['id of the session'],
    keeps: SESSION,
  },
  'users.endSession': ENDS_SESSIONS,
  'users.endSessions': ENDS_SESSIONS,
  'users.delete': { takes: ['member', ...SIGNED_IN], gives: ['deleted member'] },
  'users.restore': { needs: ['deleted member'], takes: ['deleted member'], gives: ['member'] },
  'roles.list': {},
  'directory.list': {},
  'directory.get': {},
  'audit.list': {},
  'policies.create': { lacks: ['policy'], gives: ['policy'], keeps: { id: 'policyId' } },
  'policies.list': {},
  'policies.get': {},
  'policies.update': {},
  'policies.delete': { lacks: ['token'], takes: ['policy'] },
  'tokens.create': { lacks: ['token'], gives: ['token'], keeps: { id: 'tokenId' } },
  'tokens.list': {},
  'tokens.get': {},
  'tokens.update': {},
  'tokens.setPolicy': {},
  'tokens.rotate': {},
  'tokens.revoke': {},
  'tokens.delete': { takes: ['token'] },
  'auth.signIn': {
    needs: ['member'],
    takes: ['id of the session'],
    gives: ["member's session"],
    keeps: TOKENS,
  },
  'auth.refresh': { keeps: TOKENS },
  'auth.me': BY_MEMBER,
  'auth.listSessions': { ...BY_MEMBER, gives: ['id of the session'], keeps: SESSION },
  'auth.changePassword': { ...BY_MEMBER, ...ENDS_SESSIONS },
  'auth.endSession': { ...BY_MEMBER, ...ENDS_SESSIONS },
  'auth.signOut': { ...BY_MEMBER, ...ENDS_SESSIONS },
  'auth.signInByCode': { refused: 'invalid_code' },
  'auth.resetPasswordByCode': { refused: 'invalid_reset_code' },
  'otp.send': { isScarce: true },
  'otp.resend': { isScarce: true },
};

const ORDER = Object.keys(PLAYS);

/** Where among the others an operation comes. */
export const rankOf = (operation: OperationId): number => {
  const rank = ORDER.indexOf(operation);
  return rank === -1 ? ORDER.length : rank;
};

/** What gives a fact to a run that lacks it, and what takes it away at the end. */
export const GIVERS: Readonly<Record<Fact, readonly OperationId[]>> = {
  member: ['users.create'],
  'deleted member': ['users.delete'],
  "member's session": ['auth.signIn'],
  'id of the session': ['auth.listSessions', 'users.listSessions'],
  token: ['tokens.create'],
  policy: ['policies.create'],
};

/** In the order in which a folder is cleaned up: a policy in use cannot go. What is not named here goes with these. */
export const TAKERS: readonly (readonly [Fact, OperationId])[] = [
  ['token', 'tokens.delete'],
  ['policy', 'policies.delete'],
  ['member', 'users.delete'],
];
