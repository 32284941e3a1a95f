import { effectOf, newMember } from './effects';
import { type Demands, mayGrant, refusal } from './may';
import { isActiveAdministrator, isSuperadmin, isSuspended, type Member, taken } from './member';
import { type Request, rank } from './request';

/** What comes of it: the members after it and the one that it was about, or the codes that it may fail with. */
export type Outcome =
  | { readonly members: readonly Member[]; readonly about: number | null }
  | { readonly codes: readonly string[] };

const fails = (...codes: readonly string[]): Outcome => ({ codes });

const isLoss = (before: Member, after: Member, now: number): boolean =>
  isActiveAdministrator(before, now) && !isActiveAdministrator(after, now);

const OWN: readonly string[] = ['users.delete', 'users.suspend', 'users.lock'];

/** What nobody does to itself, whatever else it may. */
const ownProblem = (before: Member, after: Member, { operation, now }: Request): boolean =>
  OWN.includes(operation) ||
  (isSuspended(after, now) && !isSuspended(before, now)) ||
  rank(after.roles) > rank(before.roles);

const conflicts = (before: Member, after: Member, members: readonly Member[], { now }: Request): string[] => {
  const others = members.filter((member) => member !== before);
  const isLast = isLoss(before, after, now) && !others.some((other) => isActiveAdministrator(other, now));
  return [
    ...(isLast ? ['last_administrator'] : []),
    ...(after.deletedAt === null ? taken(after, others) : []),
  ];
};

const onMember = (members: readonly Member[], request: Request): Outcome => {
  const { operation, by, target } = request;
  const before = members[target];
  const caller = by === null ? null : (members[by] as Member);
  if (!before || (before.deletedAt !== null && operation !== 'users.restore')) return fails('user_not_found');
  if (operation === 'users.get') return { members, about: target };
  if (caller && isSuperadmin(before) && !isSuperadmin(caller)) return fails('forbidden');
  const after = effectOf(before, request);
  if (by === target && ownProblem(before, after, request)) return fails('own_account');
  const codes = conflicts(before, after, members, request);
  if (codes.length > 0 && after !== before) return fails(...codes);
  return { members: members.with(target, after), about: target };
};

const create = (members: readonly Member[], request: Request): Outcome => {
  const member = newMember(members, request.values, request);
  const codes = taken(member, members);
  return codes.length > 0 ? fails(...codes) : { members: [...members, member], about: members.length };
};

/** What the directory makes of a request, by the wire contract ("Who may do what", "One user, five shapes"). */
export const judge = (members: readonly Member[], request: Request, demands: Demands): Outcome => {
  const caller = request.by === null ? null : (members[request.by] as Member);
  if (caller) {
    if (caller.wasDeleted || isSuspended(caller, request.now) || caller.lock) return fails('token_invalid');
    const code = refusal(caller, request, demands) ?? (mayGrant(caller, request) ? null : 'forbidden');
    if (code) return fails(code);
  }
  if (request.operation === 'users.list') return { members, about: null };
  return request.operation === 'users.create' ? create(members, request) : onMember(members, request);
};
