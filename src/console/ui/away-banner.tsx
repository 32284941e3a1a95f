import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { useStore } from '../api/store';

const RETRY_SECONDS = 5;

const WORDS: Readonly<Record<number, string>> = {
  0: 'The server does not answer.',
  503: 'The server answers, but is not ready.',
};

/** Says so while the server cannot be asked, and tries again until it can. */
export const AwayBanner = (): JSX.Element | null => {
  const { transport } = useParts();
  const away = useStore(transport.away);
  const [left, setLeft] = useState(RETRY_SECONDS);
  const isAway = away !== null;

  const attempt = (): void => {
    setLeft(RETRY_SECONDS);
    // How it ends, the transport notes.
    transport.send({ method: 'GET', path: '/readyz' }).catch(() => undefined);
  };

  useEffect(() => {
    if (!isAway) return undefined;
    setLeft(RETRY_SECONDS);
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [isAway]);

  // Only the count says when.
  useEffect(() => {
    if (isAway && left <= 0) attempt();
  }, [isAway, left]);

  if (!away) return null;
  return (
    <div class="banner" role="alert">
      <p>
        {WORDS[away.status] ?? 'The server cannot be reached.'} What you see may be old.
        <span aria-hidden="true"> Trying again in {Math.max(left, 0)} s.</span>
      </p>
      <button type="button" class="small" onClick={attempt}>
        Try now
      </button>
    </div>
  );
};
