import { useEffect, useState } from 'preact/hooks';

const QUIET_MS = 250;

/** A value that follows another one once that has been quiet for a moment. */
export const useDebounced = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};
