import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { AppError } from '../domain/error';
import { type Instant, toInstant } from '../domain/instant';
import type { AccessTokens, Clock, VerifiedAccess } from '../domain/ports';

/** The type of RFC 9068, so that no other kind of JWT under the same key passes for an access token (RFC 8725, 3.11). */
const HEADER = { alg: 'HS256', typ: 'at+jwt' } as const;
const ENCODED_HEADER = Buffer.from(JSON.stringify(HEADER)).toString('base64url');
const ISSUER = 'roster';
const AUDIENCE = 'roster-api';

const MIN_SECRET_BYTES = 32;
const TOKEN_LIMIT = 4096;
/** How far the clocks of replicas may be apart: a token made next door a moment ago is not one from the future. */
const CLOCK_SKEW_SECONDS = 10;

/** The last second of the year 9999: what comes later has no text. */
const LATEST_SECOND = 253_402_300_799;
const instantOf = (seconds: number): Instant => toInstant(new Date(seconds * 1000));

const USER_ID = /^[1-9][0-9]{0,15}$/;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export interface JwtOptions {
  /** At least 32 bytes. */
  readonly secret: string;
  /** The secret before this one, as long: still verifies, never signs. */
  readonly previousSecret?: string | null;
  readonly ttlSeconds: number;
  readonly clock: Clock;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value);

/** The claims of a payload whose signature, issuer, audience and times have been checked; null when one has a wrong form. */
const readClaims = (payload: jwt.JwtPayload, now: number): VerifiedAccess | null => {
  const { sub, sid, epoch, aud, iat, exp }: Record<string, unknown> = payload;
  if (!isText(sub, USER_ID) || !isText(sid, ULID) || !isCount(epoch)) return null;
  // The library takes a missing `exp` for "never", 1e300 for a time, and a list that holds the audience for the audience.
  if (aud !== AUDIENCE || !isCount(exp) || !isCount(iat) || iat > now + CLOCK_SKEW_SECONDS) return null;
  const userId = Number(sub);
  if (!Number.isSafeInteger(userId) || exp > LATEST_SECOND) return null;
  return { userId, sessionId: sid, epoch, expiresAt: instantOf(exp) };
};

const verify = (token: string, key: KeyObject, now: number): VerifiedAccess | null => {
  // Ours have this one header, byte for byte: no other algorithm, type, `kid`, `jwk`, `crit` or repeated key is even read.
  if (token.length > TOKEN_LIMIT || !token.startsWith(`${ENCODED_HEADER}.`)) return null;
  const payload = jwt.verify(token, key, {
    algorithms: [HEADER.alg],
    issuer: ISSUER,
    audience: AUDIENCE,
    clockTimestamp: now,
  });
  return typeof payload === 'string' ? null : readClaims(payload, now);
};

const keyOf = (secret: string): KeyObject => {
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
    throw new RangeError(`a secret of access tokens must be ${MIN_SECRET_BYTES} bytes or more`);
  }
  return createSecretKey(Buffer.from(secret));
};

/** Does what throws by the thousand without a stack for each, which would take longer than to verify. */
const withoutStacks = <T>(work: () => T): T => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
};

/** Verifies by the present key, and where there is a previous one by that. An expired token is one that has verified. */
const verifyByAny = (
  token: string,
  [key, ...previous]: readonly [KeyObject, ...KeyObject[]],
  now: number,
): VerifiedAccess | null => {
  try {
    return verify(token, key, now);
  } catch (error) {
    const [next, ...others] = previous;
    if (!next || error instanceof jwt.TokenExpiredError) throw error;
    return verifyByAny(token, [next, ...others], now);
  }
};

/**
 * Access tokens as HS256 JWTs. Keys are made once: from text, the library would parse one anew for every token, at
 * thirty times the cost. To rotate the secret, set a new one and the old one as the previous; once the last token of the
 * old one has expired, after its time to live, drop it. Throws a `RangeError` for a secret under 32 bytes.
 */
export const createJwtAccessTokens = ({
  secret,
  previousSecret,
  ttlSeconds,
  clock,
}: JwtOptions): AccessTokens => {
  const key = keyOf(secret);
  const keys = [key, ...(typeof previousSecret === 'string' ? [keyOf(previousSecret)] : [])] as const;
  const seconds = (): number => Math.floor(clock.now().getTime() / 1000);
  return {
    ttlSeconds,
    sign({ userId, sessionId, epoch }) {
      const iat = seconds();
      const claims = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: String(userId),
        sid: sessionId,
        epoch,
        jti: randomUUID(),
        iat,
        exp: iat + ttlSeconds,
      };
      const token = jwt.sign(claims, key, { algorithm: HEADER.alg, header: HEADER });
      return { token, expiresAt: instantOf(claims.exp) };
    },
    verify(token) {
      let claims: VerifiedAccess | null;
      try {
        claims = withoutStacks(() => verifyByAny(token, keys, seconds()));
      } catch (cause) {
        // Whatever garbage makes the library throw: the token is at fault, not the server.
        throw new AppError(cause instanceof jwt.TokenExpiredError ? 'token_expired' : 'token_invalid', {
          cause,
        });
      }
      if (!claims) throw new AppError('token_invalid');
      return claims;
    },
  };
};
