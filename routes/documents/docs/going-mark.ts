import type { Lifecycle } from '../../../src/domain/lifecycle';
import { describeLifecycle } from '../../lifecycle';
import { type Html, html } from './html';

/** Says beside a spelling how it goes; nothing where it stays. */
export const goingMark = (lifecycle: Lifecycle | null): Html | null =>
  lifecycle && html` <small class="going">${describeLifecycle(lifecycle)}</small>`;
