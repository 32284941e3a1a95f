import type { JSX } from 'preact';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onValue: (value: T) => void;
}

/** One of a few, side by side. */
export const Segments = <T extends string>({ label, value, options, onValue }: Props<T>): JSX.Element => (
  <fieldset class="segments">
    <legend class="off-screen">{label}</legend>
    {options.map(([key, words]) => (
      <button key={key} type="button" class="small" aria-pressed={key === value} onClick={() => onValue(key)}>
        {words}
      </button>
    ))}
  </fieldset>
);
