import { parseUserRef } from '../../routes/locator';
import { toInstant } from '../domain/instant';
import type { User } from '../domain/user';
import type { Dependencies } from '../operations/dependencies';
import { CommandError } from './command-error';

/**
 * The user whom a text names: by one of the three ids, by email, or by username. Throws a `CommandError` where there is
 * none, and where a text is one user's id and another's username: whoever is at the keyboard means only one of them.
 */
export const findUser = async (
  { work, clock }: Pick<Dependencies, 'work' | 'clock'>,
  text: string,
): Promise<User> => {
  const now = toInstant(clock.now());
  const { users } = work.read;
  const ref = parseUserRef(text, 'any');
  const byId = ref ? await users.find(ref, now) : null;
  const by = text.includes('@') ? 'email' : 'username';
  const byName = (await users.findForSignIn({ by, value: text }, now))?.user ?? null;
  if (byId && byName && byId.id !== byName.id)
    throw new CommandError(
      `${text} is the id of ${byId.username} (${byId.email}) and the username of user ${byName.id} (${byName.email}): say which by its email`,
    );
  const user = byId ?? byName;
  if (!user) throw new CommandError(`no user is called ${text}`);
  return user;
};
