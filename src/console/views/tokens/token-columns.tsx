import type { JSX } from 'preact';
import type { Policy, Token, User } from '../../api/types';
import type { TokenUse } from '../../api/usage-types';
import { ActionButton } from '../../ui/action-button';
import { Badge, type Tone } from '../../ui/badge';
import { Moment } from '../../ui/moment';
import { Name } from '../../ui/name';
import type { Column } from '../../ui/table';
import { UserLink } from '../../ui/user-link';
import type { TokenStep } from './token-dialogs';
import { UseBar } from './use-bar';

const TONES: Readonly<Record<Token['status'], Tone>> = { active: 'good', revoked: 'bad', expired: 'warn' };

const DEAD = 'A revoked token stays dead';

const refusalOf = ({ status }: Token): string | null => (status === 'revoked' ? DEAD : null);

/** What else is known when tokens are shown. */
export interface Known {
  readonly policies: readonly Policy[];
  readonly uses: readonly TokenUse[];
  readonly owners: ReadonlyMap<number, User>;
}

const PolicyName = ({ token, policies }: { token: Token; policies: readonly Policy[] }): JSX.Element => {
  if (token.policy_id === null) return <span class="quiet">none: the defaults</span>;
  const policy = policies.find(({ id }) => id === token.policy_id);
  return <Name text={policy ? policy.name : `policy ${token.policy_id}`} />;
};

/** The columns of the tokens' table. */
export const tokenColumns = (
  { policies, uses, owners }: Known,
  onStep: (step: TokenStep) => void,
): Column<Token>[] => [
  {
    name: 'Token',
    cell: ({ name, prefix }) => (
      <>
        <span class="strong">
          <Name text={name ?? 'unnamed'} />
        </span>
        <span class="under">
          <code>{prefix}…</code>
        </span>
      </>
    ),
  },
  { name: 'Owner', cell: ({ user_id }) => <UserLink id={user_id} users={owners} /> },
  {
    name: 'State',
    cell: ({ status, expires_at }) => (
      <>
        <Badge tone={TONES[status]}>{status}</Badge>
        {status === 'active' && (
          <span class="under">
            {expires_at ? 'expires ' : ''}
            <Moment at={expires_at} none="never expires" isShort />
          </span>
        )}
      </>
    ),
  },
  { name: 'Policy', cell: (token) => <PolicyName token={token} policies={policies} /> },
  {
    name: 'Used now',
    cell: (token) => {
      const use = uses.find(({ token_id }) => token_id === token.id);
      if (!use || token.status === 'revoked') return <span class="quiet">–</span>;
      return (
        <div class="uses">
          <UseBar per="minute" use={use.minute} />
          <UseBar per="day" use={use.day} />
        </div>
      );
    },
  },
  { name: 'Last used', cell: ({ last_used_at }) => <Moment at={last_used_at} isShort /> },
  {
    name: 'Actions',
    isUnnamed: true,
    cell: (token) => (
      <div class="cell-actions">
        <ActionButton
          label="Edit"
          refusal={refusalOf(token)}
          onPress={() => onStep({ kind: 'edit', token })}
        />
        <ActionButton
          label="Rotate"
          refusal={refusalOf(token)}
          onPress={() => onStep({ kind: 'rotate', token })}
        />
        {token.status === 'revoked' ? (
          <ActionButton label="Delete" isDangerous onPress={() => onStep({ kind: 'delete', token })} />
        ) : (
          <ActionButton label="Revoke" isDangerous onPress={() => onStep({ kind: 'revoke', token })} />
        )}
      </div>
    ),
  },
];
