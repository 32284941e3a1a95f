import { AppError, type ErrorCode } from '../../domain/error';
import type { SignInResult } from '../../domain/signals';
import type { Dependencies } from '../dependencies';

const RESULTS: Partial<Record<ErrorCode, SignInResult>> = {
  invalid_credentials: 'failed',
  invalid_code: 'failed',
  too_many_sign_ins: 'throttled',
};

const resultOf = (error: unknown): SignInResult =>
  (error instanceof AppError ? RESULTS[error.code] : undefined) ?? 'undecided';

/** Has a sign-in counted by how it ends. */
export const tellSignIn = async <T>(
  { signals }: Pick<Dependencies, 'signals'>,
  signIn: () => Promise<T>,
): Promise<T> => {
  try {
    const signedIn = await signIn();
    signals.signedIn('succeeded');
    return signedIn;
  } catch (error) {
    signals.signedIn(resultOf(error));
    throw error;
  }
};
