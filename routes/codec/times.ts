import type { Instant } from '../../src/domain/instant';

/** `2026-02-08T04:36:57Z`: fractions are cut, never rounded into the future. */
export const wholeSeconds = (instant: Instant): string => `${instant.slice(0, 19)}Z`;

/** `2026-02-08T04:36:57.123456Z` */
export const microseconds = (instant: Instant): string => `${instant.slice(0, 26)}Z`;

/** `2026-02-08T04:36:57.123456+00:00` */
export const microsecondsWithOffset = (instant: Instant): string => `${instant.slice(0, 26)}+00:00`;
