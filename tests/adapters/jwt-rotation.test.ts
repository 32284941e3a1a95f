import { createJwtAccessTokens } from '../../src/adapters/jwt-access-tokens';
import { AppError } from '../../src/domain/error';

const OLD = 'the secret until yesterday, of 32 bytes or more';
const NEW = 'the secret from now on, of 32 bytes or more too';
const NOW = 1_800_000_000;
const TTL = 3600;
const CLAIMS = { userId: 7, sessionId: '01HZX3V5Q8N7K2M4P6R9T0W1Y3', epoch: 2 };
const SAID = { ...CLAIMS, expiresAt: '2027-01-15T09:00:00.000000Z' };

const tokensOf = (secret: string, previousSecret: string | null = null, seconds = NOW) =>
  createJwtAccessTokens({
    secret,
    previousSecret,
    ttlSeconds: TTL,
    clock: { now: () => new Date(seconds * 1000) },
  });

const codeOf = (verify: () => unknown): string => {
  try {
    verify();
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? error.code : `threw ${String(error)}`;
  }
};

const byOld = tokensOf(OLD).sign(CLAIMS).token;
const byNew = tokensOf(NEW, OLD).sign(CLAIMS).token;

test.each([
  ['a token of the old secret, by the old alone', byOld, tokensOf(OLD), 'accepted'],
  ['a token of the old secret, by the new with the old', byOld, tokensOf(NEW, OLD), 'accepted'],
  ['a token of the old secret, once it was dropped', byOld, tokensOf(NEW), 'token_invalid'],
  ['a token of the new secret, by the new with the old', byNew, tokensOf(NEW, OLD), 'accepted'],
  ['a token of the new secret, by the new alone', byNew, tokensOf(NEW), 'accepted'],
  ['a token of the new secret, by the old: the old never signs', byNew, tokensOf(OLD), 'token_invalid'],
  ['an expired token of the old secret', byOld, tokensOf(NEW, OLD, NOW + TTL), 'token_expired'],
  ['an expired token of the new secret', byNew, tokensOf(NEW, OLD, NOW + TTL), 'token_expired'],
  ['a token of a third secret', tokensOf(`${OLD}!`).sign(CLAIMS).token, tokensOf(NEW, OLD), 'token_invalid'],
  ['no token', 'garbage', tokensOf(NEW, OLD), 'token_invalid'],
])('%s', (_what, token, tokens, expected) => {
  expect(codeOf(() => tokens.verify(token))).toBe(expected);
});

test('says the same under either secret', () => {
  expect([byOld, byNew].map((token) => tokensOf(NEW, OLD).verify(token))).toEqual([SAID, SAID]);
});

test.each(['', 'x'.repeat(31)])('a previous secret that is too short is refused: "%s"', (secret) => {
  expect(() => tokensOf(NEW, secret)).toThrow(RangeError);
});
