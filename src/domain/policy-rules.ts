import { isAddressBlock } from './address-block';
import type { Issue } from './error';
import { descriptionProblem, labelProblem } from './label';
import { codePointLength, hasControl, isStorable } from './text';
import { POLICY_METHODS, type TokenPolicyChanges } from './token-policy';

/** Limits of a policy's fields; lengths in code points. */
export const POLICY_LIMITS = {
  requests: 1_000_000_000,
  entries: 100,
  path: 200,
} as const;

type Problem = Omit<Issue, 'field'>;

const requestsProblem = (count: number): Problem | null => {
  if (!Number.isInteger(count)) return { rule: 'type', expected: 'integer' };
  const isInRange = count >= 1 && count <= POLICY_LIMITS.requests;
  return isInRange ? null : { rule: 'range', expected: `from 1 to ${POLICY_LIMITS.requests}` };
};

type EntryRule = (entry: unknown) => Problem | null;

/** An empty list would shut every caller out, and reads to many as "no limit": null says that, so it is refused. */
const listOf =
  (entryProblem: EntryRule) =>
  (entries: readonly unknown[]): Problem | null => {
    if (entries.length === 0) return { rule: 'range', expected: 'a list of at least one entry, or null' };
    if (entries.length > POLICY_LIMITS.entries) {
      return { rule: 'range', expected: `a list of at most ${POLICY_LIMITS.entries} entries` };
    }
    return entries.reduce<Problem | null>((found, entry) => found ?? entryProblem(entry), null);
  };

const methodProblem: EntryRule = (entry) =>
  POLICY_METHODS.some((method) => method === entry) ? null : { rule: 'one_of', expected: POLICY_METHODS };

const pathProblem: EntryRule = (entry) => {
  const isPath =
    typeof entry === 'string' && entry.startsWith('/') && isStorable(entry) && !hasControl(entry);
  if (!isPath) return { rule: 'type', expected: 'list of paths that start with /' };
  return codePointLength(entry) > POLICY_LIMITS.path
    ? { rule: 'too_long', expected: POLICY_LIMITS.path }
    : null;
};

const addressProblem: EntryRule = (entry) =>
  typeof entry === 'string' && isAddressBlock(entry)
    ? null
    : { rule: 'type', expected: 'list of IP addresses or CIDR blocks' };

/** What may stand in each field, where it is not null. */
export const POLICY_RULES = {
  name: labelProblem,
  description: descriptionProblem,
  ratePerMinute: requestsProblem,
  requestsPerDay: requestsProblem,
  methods: listOf(methodProblem),
  paths: listOf(pathProblem),
  ips: listOf(addressProblem),
} as const;

type Ruled = keyof typeof POLICY_RULES;

/** Every rule that the changes break, in the order of the fields. */
export const policyIssues = (changes: TokenPolicyChanges): Issue[] =>
  (Object.keys(POLICY_RULES) as Ruled[]).flatMap((field) => {
    const value = changes[field];
    if (value === undefined || value === null) return [];
    // Rule and value belong to the same field, which the union of all fields cannot say.
    const problem = (POLICY_RULES[field] as (value: unknown) => Problem | null)(value);
    return problem ? [{ field, ...problem }] : [];
  });
