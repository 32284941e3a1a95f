import type { BodyField } from '../codec/body';
import type { Values } from './canonical';

// A name on the wire that stands for one of several of the domain: which of them, its value tells.

const STANDS_FOR: Readonly<Record<string, readonly string[]>> = { identifier: ['username', 'email'] };

/** The names of the domain that a field may say, its own first. */
export const namesOfField = (to: string): readonly string[] => [to, ...(STANDS_FOR[to] ?? [])];

/** What is open, by names that these fields have: under one that stands for several, the first of them that there is. */
export const openIn = (open: Values, fields: readonly BodyField[]): Values => {
  const has = (name: string): boolean => fields.some(({ to }) => to === name);
  return Object.fromEntries(
    Object.entries(open).map(([name, value]) => [namesOfField(name).find(has) ?? name, value]),
  );
};
