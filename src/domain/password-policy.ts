import type { Issue } from './error';
import { containsContext, type PasswordContext } from './password-context';
import { isMostlyRuns } from './predictable-text';
import { codePointLength, toCanonical } from './text';
import { passwordProblem } from './user-rules';

/** `contract`: the wire contract's rules alone. `strict`: after NIST SP 800-63B, revision 4. */
export const PASSWORD_PROFILES = ['contract', 'strict'] as const;
export type PasswordProfile = (typeof PASSWORD_PROFILES)[number];

/** Fewest code points of a password that stands alone, without a second factor (SP 800-63B-4, 3.1.1.2). */
export const STRICT_MIN_LENGTH = 15;

/** Passwords that many people use, in canonical form. */
export type CommonPasswords = ReadonlySet<string>;

/** What a password must be to be set. */
export interface PasswordPolicy {
  readonly profile: PasswordProfile;
  /** Looked at by the strict profile only. */
  readonly common: CommonPasswords;
}

type Problem = Omit<Issue, 'field'>;

const MIN_REPEATED_LENGTH = 4;

/** The shortest text of which the whole is a repetition, the last one perhaps cut; the whole when there is none. */
const repeatedPart = (text: string): string => {
  for (let length = 1; length < text.length; length += 1) {
    if (text.startsWith(text.slice(length))) return text.slice(0, length);
  }
  return text;
};

const OUTER = /^\P{L}+|\P{L}+$/gu;

/**
 * Without what stands around its letters, where that is the smaller part or a run itself: a year, an exclamation mark or a
 * count from one to nine adds little.
 */
const undecorated = (text: string): string => {
  const core = text.replace(OUTER, '');
  const isSmaller = core.length * 2 >= text.length;
  return isSmaller || isMostlyRuns((text.match(OUTER) ?? []).join('')) ? core : text;
};

const isRepetitive = (text: string): boolean => {
  const part = repeatedPart(text);
  return part !== text && codePointLength(part) < MIN_REPEATED_LENGTH;
};

/**
 * The list knows few passwords of the strict profile's length. What people do to reach it, repeating a short one or
 * hanging digits on, one after the other in either order, is therefore taken back before looking.
 */
const isCommon = (form: string, common: CommonPasswords): boolean => {
  const wholes = [form, undecorated(form)];
  const parts = [...wholes, ...wholes.map(repeatedPart)];
  return wholes.some(isRepetitive) || [...parts, ...parts.map(undecorated)].some((text) => common.has(text));
};

/** Without the blank or mark that may stand between its letters: `q w e r t y` is `qwerty`. */
const withoutSeparator = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{M}\p{N}]/u.exec(text)?.[0] ?? '', '');

/**
 * SP 800-63B-4, 3.1.1.2, has passwords compared with a list of those that are "commonly used, expected, or compromised":
 * here known ones, the repetitive and sequential ones that revision 3 (5.1.1.2) gave as examples, and the words of the
 * context.
 */
const strictProblems = (password: string, context: PasswordContext, common: CommonPasswords): Problem[] => {
  const problems: Problem[] = [];
  const form = toCanonical(password);
  if (codePointLength(password.normalize('NFC')) < STRICT_MIN_LENGTH)
    problems.push({ rule: 'too_short', expected: STRICT_MIN_LENGTH });
  if (isCommon(form, common) || [form, withoutSeparator(form)].some(isMostlyRuns))
    problems.push({ rule: 'too_common' });
  if (containsContext(form, context)) problems.push({ rule: 'contains_context' });
  return problems;
};

/**
 * Every rule that a password breaks which somebody wants to set, the length first. Both profiles refuse over 72 bytes;
 * neither asks for kinds of characters.
 */
export const passwordIssues = (
  password: string,
  context: PasswordContext,
  { profile, common }: PasswordPolicy,
): Problem[] => {
  const problem = passwordProblem(password);
  const isOver = problem !== null && (profile === 'contract' || problem.rule !== 'too_short');
  if (isOver) return [problem];
  return profile === 'strict' ? strictProblems(password, context, common) : [];
};
