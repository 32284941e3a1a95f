import { useEffect, useState } from 'preact/hooks';
import { useParts } from './context';
import { knownUsers as known } from './known-users';
import type { ConsoleSession } from './session-types';
import type { User } from './types';

/** More are not looked up at once: a view must not eat up the minute's requests. */
const MOST = 12;

const lookUp = async (session: ConsoleSession, id: number): Promise<void> => {
  const response = await session.request({ method: 'GET', path: `/api/directory/${id}` });
  known.set(id, (await response.json()) as User);
};

/** The users of these ids, as far as they are known by now; the first of the unknown are looked up. */
export const useUsers = (ids: readonly number[]): ReadonlyMap<number, User> => {
  const { session } = useParts();
  const [, setCount] = useState(0);
  const wanted = [...new Set(ids)].slice(0, MOST).join(' ');
  useEffect(() => {
    let isWanted = true;
    const missing = wanted.split(' ').filter((id) => id !== '' && !known.has(Number(id)));
    // Whoever cannot be looked up is shown by the id.
    Promise.allSettled(missing.map((id) => lookUp(session, Number(id)))).then(() => {
      if (isWanted && missing.length > 0) setCount((count) => count + 1);
    });
    return () => {
      isWanted = false;
    };
  }, [session, wanted]);
  return known;
};
