import type { JSX } from 'preact';
import type { User } from '../../api/types';
import { CopyButton } from '../../ui/copy-button';
import { Facts, Panel } from '../../ui/view';

const Id = ({ text, what }: { readonly text: string; readonly what: string }): JSX.Element => (
  <span class="copyable">
    <code>{text}</code>
    <CopyButton text={text} what={what} />
  </span>
);

/** The three ids that a user has for life, one for each form that dialects write. */
export const IdsPanel = ({ user }: { readonly user: User }): JSX.Element => (
  <Panel title="Ids">
    <Facts
      facts={[
        ['Integer', <Id key="id" text={String(user.id)} what="integer id" />],
        ['ULID', <Id key="ulid" text={user.ulid} what="ULID" />],
        ['Hex', <Id key="hex" text={user.hex_id} what="hex id" />],
      ]}
    />
  </Panel>
);
