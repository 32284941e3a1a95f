import { isEmailVerifiedAfter } from '../../src/domain/email-verification';

const VERIFIED = { email: 'Jane@example.com', isEmailVerified: true };
const UNVERIFIED = { ...VERIFIED, isEmailVerified: false };

test.each([
  ['nothing changes it', VERIFIED, {}, true],
  ['the same email leaves it', VERIFIED, { email: 'Jane@example.com' }, true],
  ['blanks around it are none of it', VERIFIED, { email: ' Jane@example.com ' }, true],
  ['another email takes it', VERIFIED, { email: 'joan@example.com' }, false],
  ['another spelling is another email', VERIFIED, { email: 'jane@example.com' }, false],
  ['unless it is said', VERIFIED, { email: 'joan@example.com', isEmailVerified: true }, true],
  ['it can be taken by itself', VERIFIED, { isEmailVerified: false }, false],
  ['it can be given by itself', UNVERIFIED, { isEmailVerified: true }, true],
  ['another email gives nothing', UNVERIFIED, { email: 'joan@example.com' }, false],
])('%s', (_what, user, changes, expected) => {
  expect(isEmailVerifiedAfter(user, changes)).toBe(expected);
});
