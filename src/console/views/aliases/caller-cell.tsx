import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { User } from '../../api/types';
import type { Caller } from '../../api/usage-types';
import { Name } from '../../ui/name';
import { callerName, callerPath } from './callers';

/** A caller's name, with the way to what it calls. */
export const CallerName = ({ caller }: { readonly caller: Caller }): JSX.Element => {
  const path = callerPath(caller);
  const name = callerName(caller);
  return (
    <>
      {path ? (
        <Link class="strong" href={path}>
          <Name text={name} />
        </Link>
      ) : (
        <span class="strong">
          <Name text={name} />
        </span>
      )}
      <span class="under">{caller.kind}</span>
    </>
  );
};

interface Props {
  readonly caller: Caller;
  readonly users: ReadonlyMap<number, User>;
}

/** Who to write to about a caller: its owner. */
export const WriteTo = ({ caller, users }: Props): JSX.Element => {
  const { user_id, username } = caller;
  if (user_id === null) return <span class="quiet">nobody known</span>;
  const email = users.get(user_id)?.email;
  return (
    <>
      <Link href={`/users/${user_id}`}>
        <Name text={username ?? `user ${user_id}`} />
      </Link>
      {email && (
        <span class="under breakable">
          <a href={`mailto:${email}`}>{email}</a>
        </span>
      )}
    </>
  );
};
