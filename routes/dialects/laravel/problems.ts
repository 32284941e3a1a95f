import type { AppError, Issue } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { issuesOf, problemsByField } from '../../codec/all-problems';
import { wireNames } from '../../codec/body';
import { USER_BODY } from './bodies';

type Phrase = (attribute: string, issue: Issue) => string;

const isMissing: Phrase = (attribute) => `The ${attribute} field is required.`;
const isNotListed: Phrase = (attribute) => `The selected ${attribute} is invalid.`;
const isNoEmail: Phrase = (attribute) => `The ${attribute} must be a valid email address.`;
const isNoString: Phrase = (attribute) => `The ${attribute} must be a string.`;

/** What a value of another type than the field's is told; null on update as well. */
const WRONG_TYPES: Readonly<Record<string, Phrase>> = { email: isNoEmail, roles: isNotListed };

const hasWrongType: Phrase = (attribute, issue) => (WRONG_TYPES[issue.field] ?? isNoString)(attribute, issue);

/** `from 1 to 200` as Laravel says it. */
const bounds = ({ expected }: Issue): string => String(expected).replace(/^from (\S+) to/, 'between $1 and');

// The wording of Laravel before version 10 for each of its rules; ours are told in the same manner.
const PHRASES: Record<Issue['rule'], Phrase> = {
  required: isMissing,
  not_null: hasWrongType,
  type: hasWrongType,
  too_short: (attribute, { expected }) => `The ${attribute} must be at least ${expected} characters.`,
  too_long: (attribute, { expected }) => `The ${attribute} must not be greater than ${expected} characters.`,
  too_many_bytes: (attribute, { expected }) => `The ${attribute} must not be greater than ${expected} bytes.`,
  format: (attribute, issue) =>
    issue.field === 'email' ? isNoEmail(attribute, issue) : `The ${attribute} format is invalid.`,
  one_of: isNotListed,
  range: (attribute, issue) => `The ${attribute} must be ${bounds(issue)}.`,
  future: (attribute) => `The ${attribute} must be a date after now.`,
  taken: (attribute) => `The ${attribute} has already been taken.`,
  lacks: (attribute, { expected }) => `The ${attribute} must contain at least one ${expected}.`,
  excludes: (attribute, { expected }) => `The ${attribute} cannot be changed together with ${expected}.`,
  too_common: (attribute) => `The ${attribute} is too common.`,
  contains_context: (attribute) =>
    `The ${attribute} must not contain the username, the email address or the name of this service.`,
  reused: (attribute) => `The ${attribute} was used before.`,
};

const NAMES = wireNames(USER_BODY);

/** Attribute names have spaces: `The role id field is required.` */
const attributeOf = (name: string): string => name.replaceAll('_', ' ');

const sayFor =
  (operation: OperationId | null) =>
  (issue: Issue, name: string): string => {
    // Everything but an update requires what it names, and null is as good as nothing to that rule.
    const isGone = issue.rule === 'not_null' && operation !== 'users.update';
    return (isGone ? isMissing : PHRASES[issue.rule])(attributeOf(name), issue);
  };

/** What stands under `errors`: every problem as a whole sentence (seed 003, "Validation Error"). */
export const problemsOf = (error: AppError, operation: OperationId | null): Record<string, string[]> =>
  problemsByField(issuesOf(error), { names: NAMES, say: sayFor(operation) });
