import { unique, useApi } from '../http/api';
import type { Answer } from '../support/test-server';
import { inJson, type Manners, told } from './manners';

/** What goes wrong on our side, and who asks too often: 500 with no detail, 503 with `Retry-After`, 429. */
export const testFaults = ({ users, newUser, says, overLimit }: Manners): void => {
  const api = useApi();
  const GET = `GET ${users}/1`;

  const sql = (text: string) => api.server.database.pool.query(text);
  const body = () => newUser(`${unique('mail')}@example.com`);

  test('a fault of ours is 500 with no detail', async () => {
    await sql(
      `create function fault() returns trigger language plpgsql as $$ begin raise 'a fault of ours'; end $$`,
    );
    await sql('create trigger fault before insert on audit_entries execute function fault()');
    const answer = await api.ask(`POST ${users}`, { body: body() });
    await sql('drop trigger fault on audit_entries');
    expect(told(answer)).toBe(inJson(500, says.fault));
    expect((await api.ask(`POST ${users}`, { body: body() })).status).toBe(201);
  });

  test('a database that keeps us waiting is 503 with Retry-After', async () => {
    const holder = await api.server.database.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('lock table users in access exclusive mode');
      const lines = [GET, `GET ${users}`, `POST ${users}`, `PUT ${users}/1`, `DELETE ${users}/1`];
      const answers = await Promise.all(
        lines.map((line) => api.ask(line, /POST|PUT/.test(line) ? { body: body() } : {})),
      );
      for (const answer of answers) {
        expect(told(answer)).toBe(inJson(503, says.unavailable));
        expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
      }
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    expect((await api.ask(GET)).status).toBe(200);
  });

  const policy = async (limits: Record<string, unknown>): Promise<number> => {
    const answer = await api.ask('POST /api/policies', { body: { name: unique('policy'), ...limits } });
    return (answer.json as { id: number }).id;
  };

  const askUntilRefused = async (token: string, times: number): Promise<Answer> => {
    for (let index = 0; index < times; index += 1) {
      expect((await api.server.ask(GET, { token })).status).toBe(200);
    }
    return api.server.ask(GET, { token });
  };

  test.each<['minute' | 'day', string]>([
    ['minute', 'rate_limit_per_min'],
    ['day', 'max_requests_per_day'],
  ])('over the limit of a %s', async (per, name) => {
    const token = await api.server.token(1, { policyId: await policy({ [name]: 2 }) });
    const answer = await askUntilRefused(token, 2);
    expect(told(answer)).toBe(inJson(429, overLimit(2, per)));
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(answer.headers['ratelimit']).toMatch(new RegExp(`"${per}"; r=0;`));
  });

  test('a policy that lets the caller nowhere near', async () => {
    const policyId = await policy({ allowed_methods: ['POST'] });
    const token = await api.server.token(1, { policyId });
    expect(told(await api.server.ask(GET, { token }))).toBe(inJson(403, says.forbidden));
  });
};

/** Callers that are not known have a budget by address. */
export const testAnonymousBudget = ({ users, nowhere, overLimit }: Manners): void => {
  const api = useApi({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '3' } });

  test('401, 404 and 405 count against the address, and are 429 beyond its budget', async () => {
    const lines = [`GET ${users}`, `GET ${nowhere[0]}`, `DELETE ${users}`];
    for (const line of lines) expect([401, 404, 405]).toContain((await api.server.ask(line)).status);
    for (const line of lines) {
      expect(told(await api.server.ask(line))).toBe(inJson(429, overLimit(3, 'minute')));
    }
    expect((await api.ask(`GET ${users}/1`)).status).toBe(200);
  });
};
