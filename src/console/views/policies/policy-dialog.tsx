import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../../api/context';
import type { Policy } from '../../api/types';
import { CheckField, TextArea, TextField } from '../../ui/fields';
import { FormDialog } from '../../ui/form-dialog';
import { METHODS, type PolicyForm, policyBody, toForm } from './policy-form';

interface Props {
  /** Null for a new one. */
  readonly policy: Policy | null;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Makes or changes a policy. */
export const PolicyDialog = ({ policy, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [form, setForm] = useState(() => toForm(policy));
  const set =
    <K extends keyof PolicyForm>(name: K) =>
    (value: PolicyForm[K]): void =>
      setForm({ ...form, [name]: value });
  const save = async (): Promise<void> => {
    const body = policyBody(form);
    await (policy ? send('PUT', `/api/policies/${policy.id}`, body) : send('POST', '/api/policies', body));
    onChanged();
  };
  const toggle = (method: string, isChecked: boolean): void =>
    set('methods')(isChecked ? [...form.methods, method] : form.methods.filter((name) => name !== method));
  return (
    <FormDialog
      title={policy ? `Edit ${policy.name}` : 'New policy'}
      action="Save policy"
      done={`The policy ${form.name} was saved`}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" value={form.name} onValue={set('name')} isRequired />
      <TextField label="Description" value={form.description} onValue={set('description')} />
      <div class="pair">
        <TextField
          label="Requests a minute"
          type="number"
          value={form.perMinute}
          onValue={set('perMinute')}
          hint="Empty: no limit"
        />
        <TextField
          label="Requests a day"
          type="number"
          value={form.perDay}
          onValue={set('perDay')}
          hint="Empty: no limit"
        />
      </div>
      <fieldset class="choices">
        <legend>Methods</legend>
        {METHODS.map((method) => (
          <CheckField
            key={method}
            isChecked={form.methods.includes(method)}
            onChecked={(isChecked) => toggle(method, isChecked)}
          >
            {method}
          </CheckField>
        ))}
        <small>None chosen: any method.</small>
      </fieldset>
      <TextArea
        label="Paths"
        value={form.paths}
        onValue={set('paths')}
        hint="One beginning of a path a line, such as /api/users. Empty: any"
      />
      <TextArea
        label="Addresses"
        value={form.ips}
        onValue={set('ips')}
        hint="One address or block a line, such as 192.0.2.0/24. Empty: any"
      />
      <CheckField isChecked={form.active} onChecked={set('active')}>
        Active. An inactive policy leaves its tokens the default limits
      </CheckField>
    </FormDialog>
  );
};
