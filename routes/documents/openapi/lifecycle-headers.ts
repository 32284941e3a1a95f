import type { Route } from '../../route';
import type { Header } from './format';

const DEPRECATION: Header = {
  description: 'RFC 9745: since when, or from when on, the spelling is deprecated, in seconds since 1970',
  schema: { type: 'string', maxLength: 20, pattern: '^@-?\\d+$' },
  example: '@1767225600',
};

const SUNSET: Header = {
  description: 'RFC 8594: from when on the spelling is gone',
  schema: {
    type: 'string',
    maxLength: 29,
    pattern: '^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$',
  },
  example: 'Wed, 01 Jul 2026 00:00:00 GMT',
};

const ONE_LINK = '<[^>]*>; rel="[a-z-]+"(?:; type="text/html")?';

const LINK: Header = {
  description:
    'RFC 8288: the next page, where there is one; the same call in the spelling that comes after this one (successor-version), where it can be filled in; and where to read about it (deprecation)',
  schema: { type: 'string', maxLength: 20_000, pattern: `^${ONE_LINK}(?:, ${ONE_LINK})*$` },
  example:
    '</api/users/2>; rel="successor-version", </docs/operations/users.get>; rel="deprecation"; type="text/html"',
};

/** The headers that answers have where any of the routes goes. */
export const lifecycleHeaders = (routes: readonly Route[]): Record<string, Header> => {
  const going = routes.flatMap(({ lifecycle }) => lifecycle ?? []);
  if (going.length === 0) return {};
  const hasSunset = going.some(({ sunsetAt }) => sunsetAt);
  return { Deprecation: DEPRECATION, ...(hasSunset && { Sunset: SUNSET }), Link: LINK };
};
