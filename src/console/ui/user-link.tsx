import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { User } from '../api/types';
import { Name } from './name';

interface Props {
  readonly id: number;
  readonly users: ReadonlyMap<number, User>;
}

/** A link to a user: by name where that is known. */
export const UserLink = ({ id, users }: Props): JSX.Element => (
  <Link href={`/users/${id}`}>
    <Name text={users.get(id)?.username ?? `user ${id}`} />
  </Link>
);
