import { isDeepStrictEqual } from 'node:util';
import { isActiveAdministrator, isSuspended, type Member } from './member';
import type { World } from './world';

const seconds = (millis: number | null): string | null =>
  millis === null ? null : `${new Date(millis).toISOString().slice(0, 19)}Z`;

/** A member as the whole record is shown (wire contract, "rest": `GET /directory`), as far as the model knows it. */
const recordOf = (member: Member, world: World, place: number): Record<string, unknown> => {
  const idAt = (by: number | null): unknown => (by === null ? null : Number(world.ids[by]?.id));
  const { suspension, lock } = member;
  const isOut = isSuspended(member, world.now);
  return {
    id: idAt(place),
    username: member.username,
    name: member.name,
    email: member.email,
    phone: member.phone,
    user_type: member.userType,
    employee_id: member.employeeId,
    is_email_verified: member.isEmailVerified,
    roles: member.roles,
    status: isOut ? 'suspended' : 'active',
    suspension:
      isOut && suspension
        ? {
            reason: suspension.reason,
            until: seconds(suspension.until),
            at: seconds(suspension.at),
            by: idAt(suspension.by),
          }
        : null,
    can_write: member.canWrite,
    lock: lock ? { cause: 'administrator', until: null, by: idAt(lock.by) } : null,
    failed_sign_ins: 0,
    last_login: null,
    created_at: seconds(member.createdAt),
    updated_at: seconds(member.updatedAt),
    deleted_at: seconds(member.deletedAt),
    version: member.version,
  };
};

const told = (
  row: Readonly<Record<string, unknown>>,
  record: Record<string, unknown>,
): Record<string, unknown> => Object.fromEntries(Object.keys(record).map((key) => [key, row[key]]));

/** Holds the whole directory, the deleted among them, against the model. */
export const compareDirectory = async (world: World): Promise<readonly string[]> => {
  const administrator = world.members.findIndex((member) => isActiveAdministrator(member, world.now));
  if (administrator === -1) return ['no active administrator is left'];
  const token = await world.server.token(Number(world.ids[administrator]?.id));
  const answer = await world.ask({ line: 'GET /api/directory?deleted=include' }, token);
  const rows = answer.json as Record<string, unknown>[];
  const records = world.members.map((member, place) => recordOf(member, world, place));
  if (rows.length !== records.length) return [`${rows.length} rows of ${records.length}`];
  return records.flatMap((record, place) => {
    const row = told(rows[place] ?? {}, record);
    return isDeepStrictEqual(row, record) ? [] : [`${JSON.stringify(row)} is not ${JSON.stringify(record)}`];
  });
};
