import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useMe, useSend } from '../../api/context';
import type { IssuedToken, Policy, User } from '../../api/types';
import { FormDialog } from '../../ui/form-dialog';
import { OwnerField } from './owner-field';
import { SecretDialog } from './secret-dialog';
import { TokenFields, type TokenForm, tokenBody } from './token-fields';

const EMPTY: TokenForm = { name: '', expires: '', policy: '' };

interface Props {
  readonly policies: readonly Policy[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Makes a token and shows its secret, once. */
export const CreateTokenDialog = ({ policies, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [owner, setOwner] = useState<User>(useMe());
  const [form, setForm] = useState(EMPTY);
  const [made, setMade] = useState<IssuedToken | null>(null);
  const create = async (): Promise<void> => {
    const body = { user_id: owner.id, ...tokenBody(form) };
    setMade(await send<IssuedToken>('POST', '/api/admin/tokens', body));
    onChanged();
  };
  if (made) return <SecretDialog name={made.name ?? made.prefix} secret={made.token} onClose={onClose} />;
  return (
    <FormDialog title="New token" action="Create token" staysOpen onSubmit={create} onClose={onClose}>
      <OwnerField owner={owner} onOwner={setOwner} />
      <TokenFields form={form} onForm={setForm} policies={policies} />
    </FormDialog>
  );
};
