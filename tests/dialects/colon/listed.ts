import type { RoleName } from '../../../src/domain/role';
import type { Colon } from './colon';

/** A page of users. */
export interface Listed {
  readonly users: readonly { readonly id: string; readonly username: string; readonly role: string }[];
  readonly next_cursor: string | null;
  readonly limit: number;
}

/** Sets of roles: those at even places show the first, those at odd ones the second. */
const ROLES: readonly (readonly RoleName[])[] = [
  ['user'],
  ['user', 'admin'],
  ['readonly'],
  ['readonly', 'editor'],
  ['superadmin', 'user'],
  ['editor', 'creator'],
];

/** How many users there are in all. */
export const ROWS = 19;

export const idsOf = (pages: readonly Listed[]): string[] =>
  pages.flatMap(({ users }) => users.map(({ id }) => id));

/** Before the tests of a file, eighteen users besides the administrator, their ULIDs in another order than their ids. */
export const useRows = (colon: Colon) => {
  beforeAll(async () => {
    for (let index = 0; index < ROWS - 1; index += 1) {
      await colon.api.server.user({ username: `row${index}`, roles: ROLES[index % ROLES.length] ?? [] });
    }
    await colon.api.server.database.pool.query(
      `update users set ulid = '01KH1K9G4KPG10BEV0PNTM' || lpad(((id * 7) % ${ROWS})::text, 4, '0')`,
    );
  });
  const list = async (query = ''): Promise<Listed> => {
    const answer = await colon.ask(`GET /users:list${query}`);
    expect(answer.status).toBe(200);
    return answer.json as Listed;
  };
  return {
    list,
    /** Every page from the first to the last. */
    async walk(query: string): Promise<Listed[]> {
      const pages: Listed[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: Listed = await list(`?${query}&after=${after}`);
        pages.push(page);
        after = page.next_cursor;
      }
      return pages;
    },
  };
};
