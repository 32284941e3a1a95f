import ipaddr from 'ipaddr.js';
import Joi from 'joi';
import { REFRESH_TOKEN_PREFIX } from './domain/session';

const MIN_SECRET_BYTES = 32;

/** A whole number. */
export const whole = (fallback: number, min: number, max: number): Joi.NumberSchema =>
  Joi.number().integer().min(min).max(max).default(fallback);

/** Requests in a period. */
export const rate = (fallback: number): Joi.NumberSchema => whole(fallback, 1, 1_000_000_000);

/** A span of time in seconds. */
export const seconds = (fallback: number, max: number): Joi.NumberSchema => whole(fallback, 1, max);

/** An address that can be taken apart, port included, which is more than joi looks at. */
export const url = (...scheme: string[]): Joi.StringSchema => {
  const isUrl: Joi.CustomValidator<string> = (value, helpers) =>
    URL.canParse(value) ? value : helpers.message({ custom: '{#label} must be a valid uri' });
  return Joi.string().uri({ scheme }).custom(isUrl);
};

/** What signs: long enough to be no guess. */
export const secret: Joi.CustomValidator<string> = (value, helpers) =>
  Buffer.byteLength(value) < MIN_SECRET_BYTES
    ? helpers.message({ custom: `{#label} must be ${MIN_SECRET_BYTES} bytes or more` })
    : value;

const itemsOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Words with commas in between. */
export const list: Joi.CustomValidator<string, readonly string[]> = (value) => itemsOf(value);

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/;

/** Origins as browsers send them, or `*`; anything else would match none. */
export const origins: Joi.CustomValidator<string, readonly string[]> = (value, helpers) => {
  const items = itemsOf(value);
  return items.every((item) => item === '*' || ORIGIN.test(item))
    ? items
    : helpers.message({
        custom: '{#label} must be * or origins such as https://app.example.com, without a path',
      });
};

// In an Authorization header these are something else: an API token of this form would never be looked for.
const OTHER_CREDENTIAL = new RegExp(`^(${REFRESH_TOKEN_PREFIX}|eyJ)`);

/** An API token that the authenticator takes for one. */
export const apiToken: Joi.CustomValidator<string> = (value, helpers) =>
  OTHER_CREDENTIAL.test(value)
    ? helpers.message({ custom: '{#label} must not begin as access and refresh tokens do' })
    : value;

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

// Short forms of IPv4 are refused: `100` is meant as a number of proxies, and would be the address 0.0.0.100.
const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

const isProxyAddress = (text: string): boolean =>
  PROXY_NAMES.has(text) ||
  isAddress(text) ||
  (ipaddr.isValidCIDR(text) && isAddress(text.replace(/\/.*/, '')));

/** Express's `trust proxy`. */
export const proxy: Joi.CustomValidator<string, boolean | number | string> = (value, helpers) => {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const isList = value.split(',').every((part) => isProxyAddress(part.trim()));
  return isList
    ? value
    : helpers.message({ custom: '{#label} must be false, true, a number of proxies, or their addresses' });
};
