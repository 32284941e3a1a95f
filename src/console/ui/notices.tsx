import type { ComponentChildren, JSX } from 'preact';
import { type Failure, wordsOf } from '../api/failure';

/** What the server says where it has no such route; a thing that is not there has a sentence of its own. */
const isMissing = ({ status, message }: Failure): boolean => status === 404 && message === 'Not Found';

const MISSING = 'This server does not offer what this view shows: it answered 404.';

const NO_REST = 'This server does not offer this: its rest dialect is switched off (DIALECTS).';

/** Why something could not be shown or done, in the server's words. */
export const FailureNotice = ({
  failure,
  onRetry,
}: {
  readonly failure: Failure;
  readonly onRetry?: () => void;
}): JSX.Element => (
  <div class="notice bad" role="alert">
    <p>{wordsOf(failure)}</p>
    {onRetry && (
      <button type="button" class="secondary outline small" onClick={onRetry}>
        Try again
      </button>
    )}
  </div>
);

/** The same for a whole view, whose endpoint may not be there at all. */
export const ViewFailure = ({
  failure,
  onRetry,
}: {
  readonly failure: Failure;
  readonly onRetry: () => void;
}): JSX.Element =>
  isMissing(failure) ? (
    <p class="notice">{MISSING}</p>
  ) : (
    <FailureNotice failure={failure} onRetry={onRetry} />
  );

/** The same for a form, whose request may have no route at all. */
export const FormFailure = ({ failure }: { readonly failure: Failure }): JSX.Element =>
  isMissing(failure) ? (
    <div class="notice bad" role="alert">
      <p>{NO_REST}</p>
    </div>
  ) : (
    <FailureNotice failure={failure} />
  );

/** A remark. */
export const Notice = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <p class="notice">{children}</p>
);

/** What stands where something is on its way. */
export const Loading = (): JSX.Element => (
  <p class="loading" aria-busy="true">
    Loading …
  </p>
);
