import { randomBytes, randomInt } from 'node:crypto';
import { CODE_DIGITS } from '../domain/one-time-code';
import type { Clock, Ids } from '../domain/ports';

/** Crockford's base 32: no I, L, O, U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE = 32;
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const SECRET_BYTES = 32;

const encodeTime = (millis: number): string => {
  let rest = millis;
  let text = '';
  for (let place = 0; place < TIME_DIGITS; place += 1) {
    text = DIGITS.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
};

const encodeDigits = (digits: Uint8Array): string => {
  let text = '';
  for (const digit of digits) text += DIGITS.charAt(digit);
  return text;
};

/** 16 random digits of 5 bits each: 80 bits. */
const randomDigits = (): Uint8Array => randomBytes(RANDOM_DIGITS).map((byte) => byte % BASE);

/** Adds one, in place. False when all digits were at their highest and are now zero. */
const increment = (digits: Uint8Array): boolean => {
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    const digit = digits[place] ?? 0;
    digits[place] = (digit + 1) % BASE;
    if (digit + 1 < BASE) return true;
  }
  return false;
};

/**
 * ULIDs that sort in the order in which this process made them: within one millisecond, and while the clock stands
 * still or goes back, the random part counts up from the one before.
 */
const createUlids = (clock: Clock): (() => string) => {
  let time = 0;
  let digits = randomDigits();
  return () => {
    const now = clock.now().getTime();
    if (now > time) {
      time = now;
      digits = randomDigits();
    } else if (!increment(digits)) {
      time += 1;
      digits = randomDigits();
    }
    return encodeTime(time) + encodeDigits(digits);
  };
};

/** Ids and secrets from the machine's source of randomness. */
export const createRandomIds = (clock: Clock): Ids => ({
  ulid: createUlids(clock),
  hexId: () => {
    const seconds = Math.floor(clock.now().getTime() / 1000);
    return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
  },
  secret: () => randomBytes(SECRET_BYTES).toString('base64url'),
  oneTimeCode: () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
});
