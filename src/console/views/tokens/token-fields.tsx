import type { JSX } from 'preact';
import type { Policy } from '../../api/types';
import { SelectField, TextField } from '../../ui/fields';
import { fromUtcInput } from '../../ui/utc-input';

/** What of a token is typed and chosen. */
export interface TokenForm {
  readonly name: string;
  readonly expires: string;
  readonly policy: string;
}

/** The body that a form stands for. */
export const tokenBody = ({ name, expires, policy }: TokenForm): Record<string, unknown> => ({
  name: name.trim() || null,
  expires_at: fromUtcInput(expires),
  policy_id: policy === '' ? null : Number(policy),
});

interface Props {
  readonly form: TokenForm;
  readonly onForm: (form: TokenForm) => void;
  readonly policies: readonly Policy[];
}

/** Name, end and policy of a token. */
export const TokenFields = ({ form, onForm, policies }: Props): JSX.Element => (
  <>
    <TextField
      label="Name"
      value={form.name}
      onValue={(name) => onForm({ ...form, name })}
      hint="Which program has it; no two tokens share one"
    />
    <TextField
      label="Expires at (UTC)"
      type="datetime-local"
      value={form.expires}
      onValue={(expires) => onForm({ ...form, expires })}
      hint="Empty: never"
    />
    <SelectField
      label="Policy"
      value={form.policy}
      onValue={(policy) => onForm({ ...form, policy })}
      options={[
        ['', 'None: the default limits'],
        ...policies.map(({ id, name, active }): [string, string] => [
          String(id),
          active ? name : `${name} (inactive: the default limits)`,
        ]),
      ]}
    />
  </>
);
