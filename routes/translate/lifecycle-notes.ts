import type { Remark } from '../../src/domain/translation';
import { describeLifecycle } from '../lifecycle';
import type { Route } from '../route';
import { remark } from './remarks';

/** What is planned for the spellings of a translation; nothing where both stay. */
export const lifecycleNotes = (from: Route, to: Route | null): Remark[] =>
  [...new Set([from, ...(to ? [to] : [])])]
    .filter(({ lifecycle }) => lifecycle !== null)
    .map(({ label, lifecycle }) => remark('lifecycle', describeLifecycle(lifecycle), label));
