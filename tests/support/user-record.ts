import type { User } from '../../src/domain/user';

const AT = '2026-02-08T04:36:57.000000Z';

/** A user that no database knows, for what is said of users alone. */
export const userWith = (fields: Partial<User> = {}): User => ({
  id: 7,
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hexId: '648a1f0b9c3d2e4f5a6b7c8d',
  username: 'jane',
  name: null,
  email: 'jane@example.com',
  isEmailVerified: false,
  phone: null,
  userType: 'employee',
  employeeId: null,
  roles: ['admin'],
  status: 'active',
  suspension: null,
  canWrite: true,
  lock: null,
  failedSignIns: 0,
  otpResends: 0,
  codesClosedUntil: null,
  hasPassword: true,
  mustChangePassword: false,
  passwordChangedAt: AT,
  passwordExpiresAt: null,
  ownPasswordExpiry: null,
  lastSignInAt: null,
  createdAt: AT,
  updatedAt: AT,
  deletedAt: null,
  version: 1,
  ...fields,
});
