import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'number' | 'date' | 'datetime-local';
  readonly isRequired?: boolean;
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly list?: readonly string[];
}

/** A line of text with its label. */
export const TextField = (props: TextFieldProps): JSX.Element => {
  const { label, value, onValue, hint, type = 'text', isRequired = false, list } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={isRequired}
        autocomplete={props.autoComplete ?? 'off'}
        placeholder={props.placeholder}
        aria-describedby={hint ? `${id}-hint` : undefined}
        list={list ? `${id}-list` : undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </div>
  );
};

/** Several lines of text with their label. */
export const TextArea = ({
  label,
  value,
  onValue,
  hint,
  limit,
}: FieldProps & { readonly limit?: number }): JSX.Element => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        value={value}
        maxLength={limit}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
};

/** A choice: its value, and its words where they differ. */
export type Option = string | readonly [value: string, words: string];

/** One of several, with its label. */
export const SelectField = ({
  label,
  value,
  onValue,
  hint,
  options,
}: FieldProps & { readonly options: readonly Option[] }): JSX.Element => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      >
        {options.map((option) => {
          const [key, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={key} value={key}>
              {words}
            </option>
          );
        })}
      </select>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
};

interface CheckFieldProps {
  readonly isChecked: boolean;
  readonly onChecked: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
}

/** Yes or no, with its label. */
export const CheckField = ({ isChecked, onChecked, isDisabled, children }: CheckFieldProps): JSX.Element => (
  <label class="check">
    <input
      type="checkbox"
      checked={isChecked}
      disabled={isDisabled}
      onChange={({ currentTarget }) => onChecked(currentTarget.checked)}
    />
    <span>{children}</span>
  </label>
);
