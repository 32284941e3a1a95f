import pg from 'pg';

/** What the database says about creates. */
export interface Evidence {
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** There without an audit entry or a role, or told of in the audit and not there. */
  readonly half: number;
  /** Names that more than one user or more than one audit entry has. */
  readonly twice: number;
  /** There though nobody was told so: the answer was lost, not the user. */
  readonly unacknowledged: number;
  readonly users: number;
}

const LOST = `
select count(*)::int as n from unnest($1::text[]) as said (username)
where not exists (select from users u where u.username = said.username)`;

const HALF = `
select count(*)::int as n from users u
full join (select * from audit_entries where action = 'users.create' and target_type = 'user') a
  on a.target_id = u.id::text
where u.id is null or (u.username <> 'admin' and (a.id is null or not exists (select from user_roles r where r.user_id = u.id)))`;

const TWICE = `
select count(*)::int as n from (
  select username from users group by username having count(*) > 1
  union all
  select target_id from audit_entries where action = 'users.create' group by target_id having count(*) > 1
) as twice`;

const USERS = `select count(*)::int as n from users where username <> 'admin'`;

/** Does something over a connection of its own. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Looks whether every acknowledged create is there, every other whole or absent, and none twice. */
export const lookAt = (url: string, names: readonly string[]): Promise<Evidence> =>
  withClient(url, async (client) => {
    const count = async (text: string, values: unknown[] = []): Promise<number> =>
      (await client.query<{ n: number }>(text, values)).rows[0]?.n ?? Number.NaN;
    const lost = await count(LOST, [names]);
    const users = await count(USERS);
    return {
      lost,
      half: await count(HALF),
      twice: await count(TWICE),
      unacknowledged: users - (names.length - lost),
      users,
    };
  });

/** Whether nothing is wrong with it. */
export const isSound = ({ lost, half, twice }: Evidence): boolean => lost + half + twice === 0;

/** `lost 0 of 1234 acknowledged, half 0, twice 0, unacknowledged but there 3` */
export const showEvidence = ({ lost, half, twice, unacknowledged, users }: Evidence): string =>
  `lost ${lost} of ${users - unacknowledged + lost} acknowledged, half ${half}, twice ${twice}, there though unanswered ${unacknowledged}`;
