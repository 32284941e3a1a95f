import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { AppError } from '../domain/error';
import type { Authenticator } from '../domain/ports';
import type { Principal } from '../domain/principal';
import { isAdministrator } from '../domain/role';
import { callOf } from '../http/call';
import { bearerOf } from './authenticate';
import { assertPolicyAllows } from './authorize';
import { normalizeAddress } from './begin-call';
import type { RateLimiter } from './rate-limit';

/** Who may read the metrics besides administrators. */
export type ScraperAccess =
  | { readonly kind: 'this-machine' }
  | { readonly kind: 'token'; readonly token: string }
  /** On a port of its own, which decides who gets there. */
  | { readonly kind: 'everybody' };

export interface ScraperGate {
  readonly access: ScraperAccess;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const FORWARDED =
  /^(?:forwarded|via|x-forwarded.*|x-original-.*|x-envoy-.*|x-real-ip|x-client-ip|x-cluster-client-ip|x-azure-clientip|cf-connecting-ip|fastly-client-ip|true-client-ip)$/;

// What a proxy on this machine sends comes from here as well: most say so in a header, and some speak HTTP/1.0.
const isForwarded = ({ headers, httpVersion }: Request): boolean =>
  httpVersion === '1.0' || Object.keys(headers).some((name) => FORWARDED.test(name));

// Express has none for an empty header, whatever its type says.
const isNamedHere = (hostname: string | undefined): boolean =>
  hostname !== undefined &&
  (/^localhost\.?$/i.test(hostname) || ipaddr.isValid(hostname.replace(/^\[|\]$/g, '')));

/** What browsers say where the person itself, or a page from here, asks; others say nothing. */
const OWN_SITES: readonly unknown[] = [undefined, 'none', 'same-origin'];

// A page in a browser on this machine, under a name that leads here or from elsewhere: such a page has an origin, another
// site, or a host that is a name.
const isPage = ({ headers, hostname }: Request): boolean =>
  headers.origin !== undefined || !OWN_SITES.includes(headers['sec-fetch-site']) || !isNamedHere(hostname);

const isFromHere = (request: Request): boolean => {
  const peer = normalizeAddress(request.socket.remoteAddress);
  const isLoopback = ipaddr.isValid(peer) && ipaddr.parse(peer).range() === 'loopback';
  return isLoopback && !isForwarded(request) && !isPage(request);
};

const assertMayRead = ({ roles, credential }: Principal, request: Request, ip: string): void => {
  const isRestricted = credential.kind === 'session' && credential.isRestricted;
  if (isRestricted || !isAdministrator(roles)) throw new AppError('forbidden');
  if (credential.kind === 'token' && credential.policy)
    assertPolicyAllows(credential.policy, request.method, [request.path], ip);
};

/** Whether the caller needs no rights of its own. */
const isWelcome = (request: Request, access: ScraperAccess, bearer: string | null): boolean => {
  if (access.kind === 'everybody') return true;
  if (access.kind === 'token') return bearer !== null && isEqual(bearer, access.token);
  return bearer === null && isFromHere(request);
};

const identify = async (request: Request, { access, authenticator }: ScraperGate) => {
  const bearer = bearerOf(request);
  if (isWelcome(request, access, bearer)) return null;
  if (bearer === null) throw new AppError('credentials_missing');
  return authenticator.authenticate(bearer);
};

/**
 * Lets in who may read the metrics. Throws `credentials_missing`, `token_invalid` and their like, counted against the
 * address, and `forbidden` for those who are no administrators, or whose token's policy does not reach here.
 */
export const admitScraper = async (
  request: Request,
  response: Response,
  gate: ScraperGate,
): Promise<void> => {
  const { limiter } = gate;
  const principal = await identify(request, gate).catch(async (error: unknown) => {
    const isRefusal = error instanceof AppError && error.kind === 'unauthenticated';
    if (isRefusal) await limiter.countAnonymous(response);
    throw error;
  });
  if (!principal) return;
  const call = callOf(response);
  call.principal = principal;
  await limiter.countCaller(response);
  assertMayRead(principal, request, call.ip);
};
