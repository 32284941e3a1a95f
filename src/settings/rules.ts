import ipaddr from 'ipaddr.js';
import Joi from 'joi';
import { REFRESH_TOKEN_PREFIX } from '../domain/session';

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

const BIND = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/;
const LAST_PORT = 65_535;

/** A host and a port, such as `127.0.0.1:9464` or `[::1]:9464`. */
export const listenAddress: Joi.CustomValidator<string, { host: string; port: number }> = (
  value,
  helpers,
) => {
  const [, bracketed, plain, port] = BIND.exec(value) ?? [];
  const host = bracketed ?? plain;
  return host === undefined || Number(port) > LAST_PORT
    ? helpers.message({ custom: '{#label} must be a host and a port, such as 127.0.0.1:9464 or [::1]:9464' })
    : { host, port: Number(port) };
};

const HEADER = /^\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*=\s*[\x21-\x7e]*\s*$/;

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    itemsOf(text).map((item) => {
      const [name = '', ...value] = item.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );

/** Headers as OpenTelemetry writes them: `name=value` with commas between, the values with escapes. */
export const headers: Joi.CustomValidator<string, Record<string, string>> = (value, helpers) => {
  const refused = helpers.message({ custom: '{#label} must be name=value pairs with commas between' });
  if (!itemsOf(value).every((item) => HEADER.test(item))) return refused;
  try {
    return headersOf(value);
  } catch {
    return refused;
  }
};

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
