import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { withQuery } from '../../api/query';
import type { User } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { TextField } from '../../ui/fields';
import { useDebounced } from '../../ui/use-debounced';

const SHOWN = 6;

interface Props {
  readonly owner: User;
  readonly onOwner: (owner: User) => void;
}

/** Looks for the user whom a token acts for. */
export const OwnerField = ({ owner, onOwner }: Props): JSX.Element => {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim());
  const found = useAnswer<readonly User[]>(q ? withQuery('/api/directory', { q, limit: SHOWN }) : null);
  const users = q ? (found.answer?.body ?? []) : [];
  return (
    <div class="owner">
      <p>
        Acts for <strong>{owner.username}</strong> <span class="quiet">{owner.email}</span>
      </p>
      <TextField
        label="Look for another owner"
        type="search"
        value={text}
        onValue={setText}
        placeholder="Username, name or email"
      />
      <ul>
        {users.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              class="ghost small"
              onClick={() => {
                onOwner(user);
                setText('');
              }}
            >
              {user.username} <span class="quiet">{user.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
