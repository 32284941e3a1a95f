import { listAudit } from './audit/list-audit';
import { changePassword } from './auth/change-password';
import { endOwnSession } from './auth/end-own-session';
import { getMe } from './auth/get-me';
import { listOwnSessions } from './auth/list-own-sessions';
import { refreshSession } from './auth/refresh-session';
import { resetPasswordByCode } from './auth/reset-password-by-code';
import { signIn } from './auth/sign-in';
import { signInByCode } from './auth/sign-in-by-code';
import { signOut } from './auth/sign-out';
import type { Controllers } from './contract';
import type { Dependencies } from './dependencies';
import { getDirectoryEntry } from './directory/get-directory-entry';
import { listDirectory } from './directory/list-directory';
import { listLifecycles } from './lifecycle/list-lifecycles';
import { resendCode, sendCode } from './otp/send-code';
import { createPolicy } from './policies/create-policy';
import { deletePolicy } from './policies/delete-policy';
import { getPolicy } from './policies/get-policy';
import { listPolicies } from './policies/list-policies';
import { updatePolicy } from './policies/update-policy';
import { listRoles } from './roles/list-roles';
import { getHealth } from './system/get-health';
import { createApiToken } from './tokens/create-token';
import { deleteApiToken } from './tokens/delete-token';
import { getApiToken } from './tokens/get-token';
import { listApiTokens } from './tokens/list-tokens';
import { revokeApiToken } from './tokens/revoke-token';
import { rotateApiToken } from './tokens/rotate-token';
import { setTokenPolicy } from './tokens/set-token-policy';
import { updateApiToken } from './tokens/update-token';
import { translateRequest } from './translate/translate-request';
import { getTraffic } from './usage/get-traffic';
import { listLimits } from './usage/list-limits';
import { listOwnUsage } from './usage/list-own-usage';
import { listUsage } from './usage/list-usage';
import { createUser } from './users/create-user';
import { deleteUser } from './users/delete-user';
import { endUserSessions } from './users/end-all-sessions';
import { endUserSession } from './users/end-session';
import { extendPasswordExpiry } from './users/extend-password-expiry';
import { getRoles } from './users/get-roles';
import { getUser } from './users/get-user';
import { listUserSessions } from './users/list-sessions';
import { listUsers } from './users/list-users';
import { lockUser } from './users/lock-user';
import { resetOtpCount } from './users/reset-otp-count';
import { restoreUser } from './users/restore-user';
import { setRoles } from './users/set-roles';
import { suspendUser } from './users/suspend-user';
import { unlockUser } from './users/unlock-user';
import { unsuspendUser } from './users/unsuspend-user';
import { updateUser } from './users/update-user';

/** Every operation's controller. */
export const createControllers = (needs: Dependencies): Controllers => ({
  'users.list': listUsers(needs),
  'users.get': getUser(needs),
  'users.create': createUser(needs),
  'users.update': updateUser(needs),
  'users.delete': deleteUser(needs),
  'users.restore': restoreUser(needs),
  'users.suspend': suspendUser(needs),
  'users.unsuspend': unsuspendUser(needs),
  'users.lock': lockUser(needs),
  'users.unlock': unlockUser(needs),
  'users.resetOtpCount': resetOtpCount(needs),
  'users.extendPasswordExpiry': extendPasswordExpiry(needs),
  'users.getRoles': getRoles(needs),
  'users.setRoles': setRoles(needs),
  'users.listSessions': listUserSessions(needs),
  'users.endSessions': endUserSessions(needs),
  'users.endSession': endUserSession(needs),
  'roles.list': listRoles(),
  'directory.list': listDirectory(needs),
  'directory.get': getDirectoryEntry(needs),
  'audit.list': listAudit(needs),
  'tokens.list': listApiTokens(needs),
  'tokens.get': getApiToken(needs),
  'tokens.create': createApiToken(needs),
  'tokens.update': updateApiToken(needs),
  'tokens.revoke': revokeApiToken(needs),
  'tokens.rotate': rotateApiToken(needs),
  'tokens.delete': deleteApiToken(needs),
  'tokens.setPolicy': setTokenPolicy(needs),
  'policies.list': listPolicies(needs),
  'policies.get': getPolicy(needs),
  'policies.create': createPolicy(needs),
  'policies.update': updatePolicy(needs),
  'policies.delete': deletePolicy(needs),
  'auth.signIn': signIn(needs),
  'auth.signInByCode': signInByCode(needs),
  'auth.resetPasswordByCode': resetPasswordByCode(needs),
  'otp.send': sendCode(needs),
  'otp.resend': resendCode(needs),
  'auth.refresh': refreshSession(needs),
  'auth.signOut': signOut(needs),
  'auth.changePassword': changePassword(needs),
  'auth.me': getMe(needs),
  'auth.listSessions': listOwnSessions(needs),
  'auth.endSession': endOwnSession(needs),
  'usage.list': listUsage(needs),
  'usage.mine': listOwnUsage(needs),
  'usage.traffic': getTraffic(needs),
  'usage.limits': listLimits(needs),
  'lifecycle.list': listLifecycles(needs),
  'translate.request': translateRequest(needs),
  'system.health': getHealth(needs),
});
