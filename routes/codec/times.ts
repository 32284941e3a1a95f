import type { Instant } from '../../src/domain/instant';

/** `2026-02-08T04:36:57Z`: fractions are cut, never rounded into the future. */
export const wholeSeconds = (instant: Instant): string => `${instant.slice(0, 19)}Z`;
