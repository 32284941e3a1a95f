import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../../api/context';
import type { IssuedToken, Policy, Token } from '../../api/types';
import { FormDialog } from '../../ui/form-dialog';
import { toUtcInput } from '../../ui/utc-input';
import { SecretDialog } from './secret-dialog';
import { TokenFields, type TokenForm, tokenBody } from './token-fields';

/** What is done to which token. */
export interface TokenStep {
  readonly kind: 'edit' | 'rotate' | 'revoke' | 'delete';
  readonly token: Token;
}

interface Props extends TokenStep {
  readonly policies: readonly Policy[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const nameOf = ({ name, prefix }: Token): string => name ?? prefix;

const EditDialog = ({ token, policies, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [form, setForm] = useState<TokenForm>({
    name: token.name ?? '',
    expires: toUtcInput(token.expires_at),
    policy: token.policy_id === null ? '' : String(token.policy_id),
  });
  const save = async (): Promise<void> => {
    const { expires_at, ...rest } = tokenBody(form);
    // The field knows no seconds: what was not touched is not written.
    const isTouched = form.expires !== toUtcInput(token.expires_at);
    await send('PUT', `/api/admin/tokens/${token.id}`, isTouched ? { ...rest, expires_at } : rest);
    onChanged();
  };
  return (
    <FormDialog
      title={`Edit ${nameOf(token)}`}
      action="Save token"
      done="The token was saved"
      onSubmit={save}
      onClose={onClose}
    >
      <TokenFields form={form} onForm={setForm} policies={policies} />
    </FormDialog>
  );
};

const RotateDialog = ({ token, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [made, setMade] = useState<IssuedToken | null>(null);
  const rotate = async (): Promise<void> => {
    setMade(await send<IssuedToken>('POST', `/api/admin/tokens/${token.id}/rotate`));
    onChanged();
  };
  if (made) return <SecretDialog name={nameOf(made)} secret={made.token} onClose={onClose} />;
  return (
    <FormDialog
      title={`Rotate ${nameOf(token)}?`}
      action="Rotate token"
      isDangerous
      staysOpen
      onSubmit={rotate}
      onClose={onClose}
    >
      <p>The secret that its program has now is dead at once. The new one is shown once.</p>
    </FormDialog>
  );
};

const ENDINGS = {
  revoke: {
    action: 'Revoke token',
    done: 'The token was revoked',
    says: 'It is dead for good, by the next request. It stays in the list.',
  },
  delete: {
    action: 'Delete token',
    done: 'The token was deleted',
    says: 'It leaves the list. What it did stays in the audit trail.',
  },
} as const;

const EndDialog = ({
  kind,
  token,
  onChanged,
  onClose,
}: Props & { kind: 'revoke' | 'delete' }): JSX.Element => {
  const send = useSend();
  const { action, done, says } = ENDINGS[kind];
  const end = async (): Promise<void> => {
    const path = `/api/admin/tokens/${token.id}`;
    await (kind === 'delete' ? send('DELETE', path) : send('POST', `${path}/revoke`));
    onChanged();
  };
  return (
    <FormDialog
      title={`${action} ${nameOf(token)}?`}
      action={action}
      isDangerous
      done={done}
      onSubmit={end}
      onClose={onClose}
    >
      <p>{says}</p>
    </FormDialog>
  );
};

/** Asks for what a step needs, and takes it. */
export const TokenDialog = (props: Props): JSX.Element => {
  const { kind } = props;
  if (kind === 'edit') return <EditDialog {...props} />;
  if (kind === 'rotate') return <RotateDialog {...props} />;
  return <EndDialog {...props} kind={kind} />;
};
