import type { Issue } from './error';
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

/** Whose password it is to be. */
export interface PasswordContext {
  readonly username: string;
  readonly email: string;
}

type Problem = Omit<Issue, 'field'>;

const PRODUCT = 'roster';

// What is shorter stands in too many words to say anything about its owner.
const MIN_CONTEXT_LENGTH = 4;
const MIN_REPEATED_LENGTH = 4;

const wordsOf = (text: string): string[] => [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)];

/** What somebody who knows the account and the service would try first. */
const contextWords = ({ username, email }: PasswordContext): string[] =>
  [username, email.split('@')[0] ?? '', PRODUCT]
    .flatMap((name) => wordsOf(toCanonical(name)))
    .filter((word) => codePointLength(word) >= MIN_CONTEXT_LENGTH);

/** The shortest text of which the whole is a repetition, the last one perhaps cut; the whole when there is none. */
const repeatedPart = (text: string): string => {
  for (let length = 1; length < text.length; length += 1) {
    if (text.startsWith(text.slice(length))) return text.slice(0, length);
  }
  return text;
};

/** Without what stands around its letters, where that is the smaller part: a year or an exclamation mark adds little. */
const undecorated = (text: string): string => {
  const core = text.replace(/^\P{L}+|\P{L}+$/gu, '');
  return core.length * 2 >= text.length ? core : text;
};

/**
 * The list knows few passwords of the strict profile's length. What people do to reach it, repeating a short one or
 * hanging digits on, is therefore taken back before looking.
 */
const isCommon = (form: string, common: CommonPasswords): boolean => {
  const part = repeatedPart(form);
  return (
    codePointLength(part) < MIN_REPEATED_LENGTH ||
    [form, part, undecorated(form), undecorated(part)].some((text) => common.has(text))
  );
};

const strictProblems = (password: string, context: PasswordContext, common: CommonPasswords): Problem[] => {
  const problems: Problem[] = [];
  const form = toCanonical(password);
  if (codePointLength(password.normalize('NFC')) < STRICT_MIN_LENGTH)
    problems.push({ rule: 'too_short', expected: STRICT_MIN_LENGTH });
  if (isCommon(form, common)) problems.push({ rule: 'too_common' });
  if (contextWords(context).some((word) => form.includes(word))) problems.push({ rule: 'contains_context' });
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
