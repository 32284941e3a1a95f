import { randomInt } from 'node:crypto';
import { DIALECT_WORDS, REST, searchFor } from '../requests';
import { ADMIN_PASSWORD } from '../roster';
import type { Asker, Heard } from './http';
import { ADMIN_TOKEN } from './roster-server';

/** Something that is asked now and then. */
type Step = () => Promise<Heard>;

let made = 0;

const anyUser = (users: number): number => randomInt(2, users + 1);

/** What is asked in one dialect: mostly single users, some pages, some updates. */
const stepsOf = ({ ask }: Asker, users: number): Step[] => {
  const token = ADMIN_TOKEN;
  const all = DIALECT_WORDS.flatMap(({ name, one, page, update }): Step[] => {
    const get: Step = () => ask(`GET ${one(anyUser(users))}`, { token });
    const change: Step = () => {
      made += 1;
      const { method, path, body = '{}' } = update(anyUser(users), `${name}.soak${made}@example.org`);
      return ask(`${method} ${path}`, { token, body: JSON.parse(body) });
    };
    return [get, get, get, get, () => ask(`GET ${page.path}`, { token }), change];
  });
  const search: Step = () => {
    const id = anyUser(users);
    return ask(`GET ${searchFor(`user${id}`, id).path}`, { token });
  };
  return [...all, search, () => ask('GET /api/audit?limit=20', { token })];
};

/** What is rarer: a user is made and deleted, somebody signs in and out, a stranger asks. */
const rareSteps = ({ ask }: Asker): Step[] => {
  const comeAndGo: Step = async () => {
    made += 1;
    const username = `soak${made}`;
    const body = { username, email: `${username}@example.com`, password: 'correct horse battery' };
    const created = await ask('POST /api/users', { token: ADMIN_TOKEN, body });
    if (created.status !== 201) return created;
    const { id } = JSON.parse(created.text) as { id: number };
    return ask(`DELETE /api/users/${id}`, { token: ADMIN_TOKEN });
  };
  const signInAndOut: Step = async () => {
    const body = { username: 'admin', password: ADMIN_PASSWORD };
    const signedIn = await ask('POST /api/auth/login', { body });
    if (signedIn.status !== 200) return signedIn;
    const { access_token: token } = JSON.parse(signedIn.text) as { access_token: string };
    return ask('POST /api/auth/logout', { token });
  };
  return [comeAndGo, signInAndOut, () => ask(`GET ${REST.one(1)}`, { token: 'of-nobody' })];
};

/** Statuses that mixed requests may be answered with. */
export const FINE: readonly number[] = [200, 201, 204, 401];

/** Picks what is asked next, of all dialects, on a directory of so many users. */
export const mixedRequests = (asker: Asker, users: number): Step => {
  const often = stepsOf(asker, users);
  const rare = rareSteps(asker);
  const all = [...often, ...often, ...often, ...rare];
  return () => (all[randomInt(all.length)] as Step)();
};
