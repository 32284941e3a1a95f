import type { OperationId } from '../../../src/operations/contract';
import { type Deed, isTouched, NEW_PASSWORD, stays } from './deed';
import { CREATES, fresh, UPDATES } from './deeds-of-writing';
import { type Person, updated } from './person';
import type { Values } from './saying';
import { PASSWORD } from './scene';

const becomes =
  (change: Partial<Person>) =>
  (person: Person, _wrote: Values, at: string): Person => ({ ...person, ...change, updatedAt: at });
const isGone = (): null => null;
const signsIn = (person: Person, _wrote: Values, at: string): Person => ({ ...person, lastSignInAt: at });

const onUser = (
  operation: OperationId,
  after: Deed['after'],
  { name = operation, ...more }: Partial<Deed> = {},
): Deed => ({ name, operation, after, session: 'dead', ...more });

const SUSPENDED = becomes({ status: 'suspended' });
const UNTIL = '2030-03-01T00:00:00.000000Z';
const ROLES = { roles: ['user', 'publisher'] };

const LIFE: readonly Deed[] = [
  onUser('users.delete', isGone),
  onUser('users.restore', isTouched, { before: 'deleted' }),
  onUser('users.suspend', SUSPENDED),
  onUser('users.suspend', SUSPENDED, {
    name: 'suspend for a reason and a time',
    must: () => ({ reason: 'left for a while', until: UNTIL }),
  }),
  onUser('users.suspend', stays, { name: 'suspend once more', before: 'suspended' }),
  onUser('users.unsuspend', becomes({ status: 'active' }), { before: 'suspended' }),
  onUser('users.unsuspend', stays, { name: 'unsuspend an active one', session: 'alive' }),
  onUser('users.lock', isTouched),
  onUser('users.lock', stays, { name: 'lock once more', before: 'locked' }),
  onUser('users.unlock', isTouched, { before: 'locked' }),
  onUser('users.unlock', stays, { name: 'unlock an open one', session: 'alive' }),
  onUser('users.setRoles', updated, { must: () => ROLES }),
  onUser('users.setRoles', updated, { name: 'set readonly', must: () => ({ roles: ['readonly'] }) }),
  onUser('users.setRoles', stays, {
    name: 'set the roles that it has',
    must: ({ person: { roles } }) => ({ roles }),
    session: 'alive',
  }),
  onUser('users.endSessions', stays),
  onUser('users.endSession', stays),
  onUser('users.resetOtpCount', stays, { session: 'alive' }),
  onUser('users.extendPasswordExpiry', isTouched, { session: 'alive' }),
];

const own = (operation: OperationId, more: Partial<Deed> & Pick<Deed, 'after'>): Deed => ({
  name: operation,
  operation,
  as: 'target',
  ...more,
});

const signIn = (name: string, field: keyof Person, must = name): Deed => ({
  ...own('auth.signIn', {
    name: `sign in by ${name} (${field})`,
    as: 'nobody',
    after: signsIn,
    session: 'alive',
  }),
  must: ({ person }) => ({ [must]: person[field], password: PASSWORD }),
});

const OWN: readonly Deed[] = [
  signIn('username', 'username'),
  signIn('email', 'email'),
  signIn('identifier', 'username'),
  signIn('identifier', 'email'),
  signIn('employeeId', 'employeeId'),
  own('auth.signInByCode', {
    as: 'nobody',
    before: 'sent a code',
    must: ({ person, code }) => ({ mobile: person.phone, code }),
    after: signsIn,
    session: 'alive',
  }),
  own('auth.resetPasswordByCode', {
    as: 'nobody',
    before: 'sent a code',
    must: ({ person, code }) => ({ mobile: person.phone, code, newPassword: NEW_PASSWORD }),
    after: isTouched,
    session: 'dead',
  }),
  own('auth.refresh', {
    as: 'nobody',
    must: ({ refreshToken }) => ({ refreshToken }),
    after: stays,
    session: 'alive',
  }),
  own('auth.changePassword', {
    must: () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
    after: isTouched,
  }),
  own('auth.signOut', { spare: ({ refreshToken }) => ({ refreshToken }), after: stays, session: 'dead' }),
  own('auth.endSession', { after: stays, session: 'dead' }),
  own('users.update', { ...fresh('email'), as: 'target', name: 'change its own email' }),
];

/** Everything that can be done to somebody. */
export const DEEDS: readonly Deed[] = [...CREATES, ...UPDATES, ...LIFE, ...OWN];
