import type { Remark } from '../../src/domain/translation';
import { snake } from '../codec/phrases';

/** A remark about something by its name in the domain; `what` is its name on the wire, the same in snake case unless said. */
export const remark = (field: string, why: string, what = snake(field)): Remark => ({ what, why, field });
