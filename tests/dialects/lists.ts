import { useApi } from '../http/api';
import { nextOf } from '../http/walk';
import type { Answer } from '../support/test-server';
import { told } from './manners';

/** How a dialect lists users. Who is in the list is told by the part of the email before the `@`. */
export interface ListManners {
  readonly users: string;
  /** The users in the answer. */
  readonly rowsOf: (json: unknown) => readonly { readonly email: string }[];
  /** An empty list as it is sent. */
  readonly empty: string;
  readonly filters: readonly (readonly [query: string, names: readonly string[]])[];
  readonly sorts: readonly (readonly [sort: string, names: readonly string[]])[];
  readonly refusals: readonly (readonly [query: string, line: string])[];
}

/** A small directory: `admin` (1), then anna, bert, carl, and dora who is deleted. */
const PEOPLE = [
  { username: 'anna', name: 'Zoe Zimmer', roles: ['user'] },
  { username: 'bert', roles: ['editor'], status: 'suspended' },
  { username: 'carl', name: 'anton Apfel', roles: ['admin', 'editor'] },
  { username: 'dora', name: 'Dora', roles: ['readonly'] },
] as const;

export const testList = (manners: ListManners): void => {
  const { users, rowsOf, empty, filters, sorts, refusals } = manners;
  const api = useApi();

  beforeAll(async () => {
    for (const person of PEOPLE) await api.server.user(person);
    await api.ask('DELETE /api/users/5');
  });

  const namesIn = (answer: Answer): string[] => {
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    return rowsOf(answer.json).map(({ email }) => email.split('@')[0] ?? '');
  };

  const names = async (query: string) => namesIn(await api.ask(`GET ${users}?${query}`));

  test('without parameters, all who are not deleted, by id', async () => {
    expect(await names('')).toEqual(['admin', 'anna', 'bert', 'carl']);
    const { headers } = await api.ask(`GET ${users}`);
    expect([headers['link'], headers['x-total-count']]).toEqual([undefined, undefined]);
  });

  test.each(filters)('?%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
    expect(await names(`${query}&limit=200`)).toEqual(expected);
  });

  test('nobody is an empty list, whole or as a page', async () => {
    for (const query of ['q=nobody', 'q=nobody&limit=5']) {
      expect((await api.ask(`GET ${users}?${query}`)).text).toBe(empty);
    }
    expect((await api.ask(`GET ${users}?q=nobody&limit=5`)).headers['x-total-count']).toBe('0');
  });

  test.each(sorts)('sort=%s, and the other way round, whole and page by page', async (sort, expected) => {
    for (const [by, order] of [
      [sort, expected],
      [`-${sort}`, [...expected].reverse()],
    ] as const) {
      expect(await names(`sort=${by}`)).toEqual(order);
      const seen: string[] = [];
      const totals: unknown[] = [];
      let next: string | null = `${users}?sort=${by}&limit=1`;
      while (next !== null && seen.length < 10) {
        const answer: Answer = await api.ask(`GET ${next}`);
        seen.push(...namesIn(answer));
        totals.push(answer.headers['x-total-count']);
        next = nextOf(answer);
        expect(next ?? users).toMatch(new RegExp(`^${users}`));
      }
      expect(seen).toEqual(order);
      expect(totals).toEqual(['4', undefined, undefined, undefined]);
    }
  });

  test.each(refusals)('?%s', async (query, line) => {
    expect(told(await api.ask(`GET ${users}?${query}`))).toBe(line);
  });

  test('a cursor of another order', async () => {
    const cursor = /cursor=([^>]+)>/.exec((await api.ask(`GET ${users}?limit=1`)).headers['link'] ?? '')?.[1];
    expect((await api.ask(`GET ${users}?limit=1&cursor=${cursor}`)).status).toBe(200);
    const wrong = await api.ask(`GET ${users}?limit=1&sort=-id&cursor=${cursor}`);
    const edited = await api.ask(`GET ${users}?limit=1&cursor=${cursor}x`);
    expect(told(edited)).toBe(told(wrong));
    expect(Math.floor(wrong.status / 100)).toBe(4);
  });
};
