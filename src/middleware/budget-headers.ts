import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { BudgetWindow } from '../domain/signals';
import { headersOf } from '../http/headers';

/** What is left of a budget, and when it begins anew. */
export interface CountedBudget {
  readonly per: BudgetWindow;
  readonly windowMs: number;
  /** Whose it is, as the store knows it. */
  readonly key: string;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** Most partition keys that are kept made. */
const MOST_KEYS = 10_000;
const PARTITION_CHARACTERS = 12;

const partitionKeys = new Map<string, string>();

/** Tells the budgets of two callers apart without telling who they are; the same for each of a caller's requests. */
const partitionKeyOf = (key: string): string => {
  const known = partitionKeys.get(key);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, PARTITION_CHARACTERS);
  const made = Buffer.from(digest).toString('base64');
  if (partitionKeys.size >= MOST_KEYS) partitionKeys.clear();
  partitionKeys.set(key, made);
  return made;
};

/** Whole seconds until the budget begins anew, never less than none. */
export const secondsUntil = (resetAt: Date): number =>
  Math.max(0, Math.ceil((resetAt.getTime() - Date.now()) / 1000));

const append = (response: Response, name: string, value: string): void => {
  const headers = headersOf(response);
  const others = headers[name];
  headers[name] = others === undefined ? value : `${others}, ${value}`;
};

/**
 * `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-08), an item for each budget. As the library
 * writes them, which takes a hash for each request.
 */
export const addBudgetHeaders = (response: Response, budget: CountedBudget): void => {
  const { per, windowMs, key, limit, remaining, resetAt } = budget;
  append(response, 'RateLimit', `"${per}"; r=${remaining}; t=${secondsUntil(resetAt)}`);
  append(
    response,
    'RateLimit-Policy',
    `"${per}"; q=${limit}; w=${Math.ceil(windowMs / 1000)}; pk=:${partitionKeyOf(key)}:`,
  );
};
