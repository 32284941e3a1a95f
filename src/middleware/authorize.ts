import type { RequestHandler, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { locate } from '../../routes/locator';
import { fillTemplate, splitPath } from '../../routes/path';
import type { Route } from '../../routes/route';
import type { WireRequest } from '../../routes/wire';
import { AppError } from '../domain/error';
import { isAllowed, type Principal } from '../domain/principal';
import { isAdministrator } from '../domain/role';
import { allowsMethod, allowsPath, type TokenPolicy } from '../domain/token-policy';
import { isNamedBy, type UserRef } from '../domain/user';
import { type Call, callOf } from '../http/call';
import { toWireRequest } from '../http/wire-request';
import type { OperationId, OperationSpec } from '../operations/contract';
import { SPECS } from '../operations/specs';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const MAPPED_BITS = 96;

const parseBlock = (block: string): [Address, number] => {
  if (block.includes('/')) return ipaddr.parseCIDR(block);
  const address = ipaddr.parse(block);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** The block with IPv4 in IPv6 notation made IPv4, which is how callers' addresses are told. */
const blockOf = (text: string): [Address, number] => {
  const [range, bits] = parseBlock(text);
  const isMapped = range instanceof ipaddr.IPv6 && range.isIPv4MappedAddress() && bits >= MAPPED_BITS;
  return isMapped ? [range.toIPv4Address(), bits - MAPPED_BITS] : [range, bits];
};

const isInBlock = (address: Address, block: string): boolean => {
  const [range, bits] = blockOf(block);
  return range.kind() === address.kind() && address.match([range, bits] as [typeof address, number]);
};

const allowsAddress = ({ ips }: TokenPolicy, ip: string): boolean => {
  if (ips === null) return true;
  return ipaddr.isValid(ip) && ips.some((block) => isInBlock(ipaddr.process(ip), block));
};

/** The path as it was asked, with escapes undone, and as the canonical spelling has it. */
const spellingsOf = (route: Route, request: WireRequest): string[] => [
  `/${splitPath(request.path).join('/')}`,
  fillTemplate(route.canonicalPath, request.params),
];

/** Throws `token_policy_refused` unless a policy grants the method, one of the paths, and the address. */
export const assertPolicyAllows = (
  policy: TokenPolicy,
  method: string,
  paths: readonly string[],
  ip: string,
): void => {
  const isGranted = allowsMethod(policy, method) && allowsPath(policy, paths) && allowsAddress(policy, ip);
  if (!isGranted) throw new AppError('token_policy_refused');
};

/** Whether the request is aimed at the caller's own account. A text that is no id names nobody. */
const isAboutOneself = (route: Route, principal: Principal, request: WireRequest): boolean => {
  const { user } = route.binding.at;
  if (!user || principal.userId === 0) return false;
  try {
    return isNamedBy({ ...principal, id: principal.userId }, locate('user', user, request) as UserRef);
  } catch {
    return false;
  }
};

/** Whether the body says whom the request is aimed at. It is not read before the caller is let in. */
export const isAimedByBody = ({ binding: { at } }: Route): boolean => at.user?.in === 'body';

/** What it would be, in the word of the sentence that refuses it. */
const actionOf = (operation: OperationId): string => (operation === 'users.delete' ? 'delete' : 'update');

const assertUnrestricted = ({ credential }: Principal, { restricted }: OperationSpec): void => {
  if (credential.kind === 'session' && credential.isRestricted && !restricted)
    throw new AppError('password_change_required');
};

/** Throws `forbidden` for callers whose roles do not do, unless they may because they ask about themselves. */
const assertAllowed = (route: Route, principal: Principal, request: WireRequest): void => {
  const { floor, operation } = route.binding;
  const { access } = SPECS[operation];
  if (floor === 'administrators' && !isAdministrator(principal.roles)) throw new AppError('forbidden');
  if (typeof access !== 'object' || isAllowed(principal, access.permission)) return;
  const isUntold = isAimedByBody(route) && request.body === undefined;
  const isOwn = access.orSelf === true && (isUntold || isAboutOneself(route, principal, request));
  if (!isOwn) throw new AppError('forbidden');
};

/**
 * Throws `forbidden` or `write_required` when the caller may not do what the route does, `password_change_required` when
 * it must change its password first. Where the body decides, to be asked once more when it was read.
 */
export const assertPermitted = (route: Route, principal: Principal, request: WireRequest): void => {
  const { refusesOneself, operation } = route.binding;
  const spec = SPECS[operation];
  assertUnrestricted(principal, spec);
  assertAllowed(route, principal, request);
  if (refusesOneself && isAboutOneself(route, principal, request))
    throw new AppError('own_account', { action: actionOf(operation) });
  if (spec.kind === 'effect' && !principal.canWrite && !spec.evenReadOnly)
    throw new AppError('write_required');
};

/**
 * What a failure is to callers that only may because they ask about themselves: where the body gives fields that are not
 * theirs to set, they are told so before they are told what is wrong with them.
 */
export const permittedFailure = (route: Route, principal: Principal | null, error: unknown): unknown => {
  const { access, selfMay = [] } = SPECS[route.binding.operation];
  const isJudged = error instanceof AppError && error.details.given !== undefined;
  if (!isJudged || !principal || typeof access !== 'object' || isAllowed(principal, access.permission)) {
    return error;
  }
  const isTheirs = error.details.given?.every((field) => selfMay.includes(field));
  return isTheirs ? error : new AppError('forbidden');
};

const permits = (route: Route, principal: Principal, request: WireRequest): boolean => {
  try {
    assertPermitted(route, principal, request);
    return true;
  } catch {
    return false;
  }
};

/** Where the body decides between operations, the caller must be permitted at least one of them to be heard. */
const assertSomePermitted = ({ routes }: Call, principal: Principal, request: WireRequest): void => {
  if (routes.some((route) => permits(route, principal, request))) return;
  for (const route of routes) assertPermitted(route, principal, request);
};

const assertGranted = (
  response: Response,
  principal: Principal,
  method: string,
  request: WireRequest,
): void => {
  const call = callOf(response);
  const route = call.routes[0];
  const { credential } = principal;
  if (route && credential.kind === 'token' && credential.policy) {
    assertPolicyAllows(credential.policy, method, spellingsOf(route, request), call.ip);
  }
  assertSomePermitted(call, principal, request);
};

/** Whether the caller is let in, as far as can be told before the body was read. */
export const isGranted = (
  response: Response,
  principal: Principal,
  method: string,
  request: WireRequest,
): boolean => {
  try {
    assertGranted(response, principal, method, request);
    return true;
  } catch {
    return false;
  }
};

/** Holds the caller against the token's policy and the operation's permission, before a byte of the body is read. */
export const authorize: RequestHandler = (request, response, next) => {
  const { principal } = callOf(response);
  if (principal) assertGranted(response, principal, request.method, toWireRequest(request, response));
  next();
};
