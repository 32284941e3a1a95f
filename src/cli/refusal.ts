import { snake } from '../../routes/codec/phrases';
import { AppError, type ErrorCode, type Issue } from '../domain/error';
import { CommandError } from './command-error';

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  last_administrator: 'this is the last active administrator: make or unsuspend another one first',
  token_not_found: 'there is no such API token: `roster tokens list` shows those there are',
  token_name_taken: 'another API token has this name: choose one that `roster tokens list` does not show',
  unavailable: 'the database is away or busy: try again, or ask `roster doctor`',
};

const RULES: Partial<Record<Issue['rule'], string>> = { future: 'must be in the future' };

const describeIssue = ({ field, rule, expected }: Issue): string =>
  `${snake(field)}: ${RULES[rule] ?? rule.replaceAll('_', ' ')}${expected === undefined ? '' : ` (${String(expected)})`}`;

/** What the domain refused, as a line for the terminal; any other error as it is. */
export const toCommandError = (error: unknown): unknown => {
  if (!(error instanceof AppError) || error.code === 'internal') return error;
  const { issues = [] } = error.details;
  const reason = issues.length > 0 ? issues.map(describeIssue).join('; ') : error.code.replaceAll('_', ' ');
  return new CommandError(SENTENCES[error.code] ?? reason);
};
