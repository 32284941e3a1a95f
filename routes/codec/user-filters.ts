import type { UserFilter } from '../../src/domain/paging';
import { isRoleName, ROLE_IDS, ROLE_NAMES, type RoleName } from '../../src/domain/role';
import type { WireRequest } from '../wire';
import { type QueryParameter, queryChoice, queryText, refuse } from './query';

/** A query parameter of a list of users that narrows it. */
export interface UserFilterParameter extends QueryParameter {
  /** What the parameter asks for; empty when it is absent. Throws `invalid_fields`. */
  readonly read: (request: WireRequest) => UserFilter;
}

/** A filter by a closed list of words. */
export const choiceFilter = <K extends keyof UserFilter>(
  name: string,
  field: K,
  words: Readonly<Record<string, NonNullable<UserFilter[K]>>>,
  says: string,
): UserFilterParameter => ({
  name,
  schema: { type: 'string', enum: Object.keys(words) },
  says,
  to: `filter.${field}`,
  write: (value) => Object.keys(words).find((word) => words[word] === value),
  read: (request) => {
    const value = queryChoice(request, name, words);
    return value === undefined ? {} : { [field]: value };
  },
});

/** `role`: those who have the role. */
export const roleFilter = (field: 'role' | 'primaryRole'): UserFilterParameter => ({
  name: 'role',
  schema: { type: 'string', enum: ROLE_NAMES },
  says: field === 'role' ? 'Those who have the role' : 'Those whose role it is',
  to: `filter.${field}`,
  read: (request) => {
    const role = queryText(request, 'role');
    if (role === undefined) return {};
    return isRoleName(role)
      ? { [field]: role }
      : refuse({ field: 'role', rule: 'one_of', expected: ROLE_NAMES });
  },
});

const BY_ID: Readonly<Record<string, RoleName>> = Object.fromEntries(
  ROLE_NAMES.map((name) => [String(ROLE_IDS[name]), name]),
);

/** `role_id`: those whose role has the id. */
export const roleIdFilter = choiceFilter('role_id', 'primaryRole', BY_ID, 'Those whose role has the id');

/** `q`: a part of the username, name or email. */
export const searchFilter: UserFilterParameter = {
  name: 'q',
  schema: { type: 'string' },
  says: 'A part of the username, name or email, in whatever case',
  to: 'filter.search',
  read: (request) => {
    const search = queryText(request, 'q');
    return search ? { search } : {};
  },
};

/** `deleted`: also or only those who were deleted. */
export const deletedFilter = choiceFilter(
  'deleted',
  'deleted',
  { only: 'only', include: 'include' },
  'Also those who were deleted, or only those; for administrators',
);

/** `locked`: those who are locked, or not. */
export const lockedFilter = choiceFilter(
  'locked',
  'locked',
  { true: true, false: false },
  'Those who are locked, or not',
);
