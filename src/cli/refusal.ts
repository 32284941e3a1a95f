import { sentence, snake } from '../../routes/codec/phrases';
import { AppError, type ErrorCode } from '../domain/error';
import { CommandError } from './command-error';

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  last_administrator: 'this is the last active administrator: make or unsuspend another one first',
  username_taken: 'another user has this username',
  email_taken: 'another user has this email',
  token_not_found: 'there is no such API token: `roster tokens list` shows those there are',
  token_name_taken: 'another API token has this name: choose one that `roster tokens list` does not show',
  unavailable: 'the database is away or busy: try again, or ask `roster doctor`',
};

/** What the domain refused, as a line for the terminal; any other error as it is. */
export const toCommandError = (error: unknown): unknown => {
  if (!(error instanceof AppError) || error.code === 'internal') return error;
  const { issues = [] } = error.details;
  const problems = issues.map((issue) => sentence(issue, snake(issue.field))).join('; ');
  return new CommandError(SENTENCES[error.code] ?? (problems || error.code.replaceAll('_', ' ')));
};
