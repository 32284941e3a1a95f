import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { User } from '../api/types';

interface Props {
  readonly id: number;
  readonly users: ReadonlyMap<number, User>;
}

/** A link to a user: by name where that is known. */
export const UserLink = ({ id, users }: Props): JSX.Element => (
  <Link href={`/users/${id}`}>{users.get(id)?.username ?? `user ${id}`}</Link>
);
