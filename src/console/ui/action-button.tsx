import type { JSX } from 'preact';

interface ActionButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  /** Why it cannot be done; null where it can. */
  readonly refusal?: string | null;
  readonly isDangerous?: boolean;
}

/** A button that says why, where it cannot be pressed; it can still be reached, so that everybody may hear it. */
export const ActionButton = ({
  label,
  onPress,
  refusal = null,
  isDangerous = false,
}: ActionButtonProps): JSX.Element => (
  <button
    type="button"
    class={`small outline ${isDangerous ? 'danger' : 'secondary'}`}
    aria-disabled={refusal !== null}
    aria-label={refusal === null ? undefined : `${label}: ${refusal}`}
    title={refusal ?? undefined}
    onClick={() => refusal === null && onPress()}
  >
    {label}
  </button>
);
