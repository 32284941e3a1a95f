import { useState } from 'preact/hooks';

const PREFIX = 'roster.view.';

const read = <T>(key: string, initial: T): T => {
  try {
    const text = sessionStorage.getItem(PREFIX + key);
    return text === null ? initial : { ...initial, ...(JSON.parse(text) as T) };
  } catch {
    return initial;
  }
};

/** State of a view, such as its filters, that is still there when one comes back to it in this tab. */
export const useRemembered = <T extends object>(key: string, initial: T): [T, (value: T) => void] => {
  const [value, setValue] = useState(() => read(key, initial));
  const keep = (next: T): void => {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(next));
    setValue(next);
  };
  return [value, keep];
};

/** Forgets what every view remembers. */
export const forgetViews = (): void => {
  const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index));
  for (const key of keys) if (key?.startsWith(PREFIX)) sessionStorage.removeItem(key);
};
