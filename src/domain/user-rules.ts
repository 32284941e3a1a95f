import type { Issue } from './error';
import { codePointLength, hasControl, hasInvisible, isStorable, toCanonical, toStored } from './text';
import type { UserChanges } from './user';

/** Limits of the wire contract ("Fields, in every dialect"); lengths in code points unless said otherwise. */
export const LIMITS = {
  username: 255,
  email: 254,
  name: 255,
  phone: 32,
  employeeId: 64,
  passwordMin: 8,
  /** bcrypt reads no further; a longer password is refused, never cut. Bytes of UTF-8 in NFC. */
  passwordBytes: 72,
  suspensionReason: 500,
} as const;

type Problem = Omit<Issue, 'field'>;
type Rule = (text: string) => Problem | null;

const bounded = (text: string, max: number): Problem | null => {
  if (!isStorable(text)) return { rule: 'format' };
  if (text.trim() === '') return { rule: 'required' };
  return codePointLength(toStored(text)) > max ? { rule: 'too_long', expected: max } : null;
};

// C0 and C1, in the one spelling that regular expressions of all languages share.
const CONTROLS = String.raw`\x00-\x1f\x7f-\x9f`;

/**
 * What every username and employee id fits that is accepted, as a regular expression for documents (with the flag `u`):
 * not blank, and no `@` or control character but for blanks around. The rules refuse more, such as invisible characters.
 */
export const HANDLE_PATTERN = String.raw`^\s*[^\s@${CONTROLS}][^@${CONTROLS}]*\s*$`;

const HANDLE = new RegExp(HANDLE_PATTERN, 'u');

/** What names somebody: any script, without `@`, control or invisible characters, also after folding. */
const handle =
  (max: number): Rule =>
  (text) => {
    const problem = bounded(text, max);
    if (problem) return problem;
    const form = toCanonical(text);
    const isBad =
      !HANDLE.test(text) || !HANDLE.test(form) || hasInvisible(toStored(text)) || hasInvisible(form);
    return isBad ? { rule: 'format' } : null;
  };

/** Username: 1 to 255 code points of any script, without `@`, control or invisible characters, also after folding. */
export const usernameProblem: Rule = handle(LIMITS.username);

/** Employee id: as a username, 1 to 64 code points. */
export const employeeIdProblem: Rule = handle(LIMITS.employeeId);

// One `@`, something before it, and a domain of at least two labels. Quotes, brackets, commas and blanks are what
// display-name forms, address lists and mail headers are made of.
const emailWithout = (marks: string): string =>
  String.raw`^\s*[^\s@${marks}]+@[^\s@.${marks}]+(?:\.[^\s@.${marks}]+)+\s*$`;

const EMAIL = new RegExp(emailWithout(',<>"'), 'u');

/**
 * What every email fits that is accepted, as a regular expression for documents. It lets `<` and `>` pass: with a stroke
 * over them, as a character of its own, they are other signs once the text is in NFC, which is what the rule looks at.
 */
export const EMAIL_PATTERN = emailWithout(',"');

/**
 * Email: at most 254, one `@`, a dot in the domain, no comma, no control character. The canonical form must pass as
 * well, since NFKC turns a full-width `＠` into a real one (Auth.js GHSA-7rqj-j65f-68wh).
 */
export const emailProblem: Rule = (text) => {
  const problem = bounded(text, LIMITS.email);
  if (problem) return problem;
  const stored = toStored(text);
  const isEmail = EMAIL.test(stored) && EMAIL.test(toCanonical(text)) && !hasInvisible(stored);
  return isEmail ? null : { rule: 'format' };
};

/** Display name: 1 to 255, no control character. */
export const nameProblem: Rule = (text) =>
  bounded(text, LIMITS.name) ?? (hasControl(toStored(text)) ? { rule: 'format' } : null);

/** Phone: at most 32, no control character; the empty text is "none". */
export const phoneProblem: Rule = (text) => {
  if (!isStorable(text) || hasControl(text)) return { rule: 'format' };
  return codePointLength(toStored(text)) > LIMITS.phone ? { rule: 'too_long', expected: LIMITS.phone } : null;
};

/** The form in which a password is hashed and compared. */
export const toPassword = (text: string): string => text.normalize('NFC');

const utf8 = new TextEncoder();

/** Whether the text could ever have been set as a password; at sign-in anything else is a wrong one. */
export const isPossiblePassword = (text: string): boolean => passwordProblem(text) === null;

/** A password's base rules, whatever the policy (`passwordIssues`): at least 8 characters, at most 72 bytes of UTF-8 in NFC, no NUL. Blanks count. */
export const passwordProblem: Rule = (text) => {
  if (text === '') return { rule: 'required' };
  if (!isStorable(text)) return { rule: 'format' };
  const password = toPassword(text);
  if (codePointLength(password) < LIMITS.passwordMin)
    return { rule: 'too_short', expected: LIMITS.passwordMin };
  const isLong = utf8.encode(password).length > LIMITS.passwordBytes;
  return isLong ? { rule: 'too_many_bytes', expected: LIMITS.passwordBytes } : null;
};

/** Reason of a suspension: free text up to 500 code points. */
export const reasonProblem: Rule = (text) => {
  if (!isStorable(text)) return { rule: 'format' };
  return codePointLength(text) > LIMITS.suspensionReason
    ? { rule: 'too_long', expected: LIMITS.suspensionReason }
    : null;
};

const RULES = {
  username: usernameProblem,
  name: nameProblem,
  email: emailProblem,
  phone: phoneProblem,
  employeeId: employeeIdProblem,
} as const;

/** Every rule that the text fields of the changes break, in the order username, name, email, phone, employee id; the password has a policy of its own. */
export const userIssues = (changes: UserChanges): Issue[] =>
  (Object.keys(RULES) as (keyof typeof RULES)[]).flatMap((field) => {
    const value = changes[field];
    const problem = typeof value === 'string' ? RULES[field](value) : null;
    return problem ? [{ field, ...problem }] : [];
  });
