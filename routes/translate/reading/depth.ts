import { refuseText } from './refusal';

/** Deepest nesting that is read: no request needs more, and recursion further down could exhaust the stack. */
const MAX_DEPTH = 32;

/** The value, unless it nests too deep. Throws `invalid_fields`; walks without recursion. */
export const notTooDeep = <T>(value: T): T => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return refuseText(`one that nests no deeper than ${MAX_DEPTH} levels`);
    level = level
      .filter((one): one is object => typeof one === 'object' && one !== null)
      .flatMap((one) => Object.values(one));
  }
  return value;
};
