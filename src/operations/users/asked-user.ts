import { inRankOrder } from '../../domain/role';
import { toStored } from '../../domain/text';
import { NEW_USER, type NewUser } from '../../domain/user';
import { initialCanWrite } from '../../domain/write-permission';

const stored = (text: string | null | undefined): string | null =>
  typeof text === 'string' ? toStored(text) : null;

/**
 * What a new user is asked to be, the same whichever dialect asked: every default in its place, texts as they are stored.
 * A username that is to be made of the email is none, so that who chose one asks for something else.
 */
export const askedUser = (fields: Partial<NewUser>): Readonly<Record<string, unknown>> => {
  const all = { ...NEW_USER, ...fields };
  return {
    ...all,
    username: stored(fields.username),
    name: stored(all.name),
    email: stored(fields.email),
    phone: stored(all.phone || null),
    employeeId: stored(all.employeeId),
    password: fields.password?.normalize('NFC') ?? null,
    roles: inRankOrder(all.roles),
    canWrite: initialCanWrite({ roles: all.roles, canWrite: fields.canWrite }),
  };
};
