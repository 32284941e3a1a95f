import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { statusCounts } from '../support/volley';
import { RACE_TIMEOUT, useRaces } from './races';

const races = useRaces();

interface Row {
  readonly isDeleted: boolean;
  readonly status: string;
  readonly name: string;
  readonly version: number;
}

const rowOf = async (id: number): Promise<Row> => {
  const { rows } = await races.server.database.pool.query(
    `select deleted_at is not null as "isDeleted", status, username as name, version::int as version
     from users where id = $1`,
    [id],
  );
  return rows[0];
};

/** What was done to a user after it was made, in the order of the audit trail. */
const actionsOn = async (id: number): Promise<string[]> => {
  const { rows } = await races.server.database.pool.query(
    `select action from audit_entries where target_type = 'user' and target_id = $1 and action <> 'users.create'
     order by id`,
    [String(id)],
  );
  return rows.map(({ action }) => action);
};

const isOk = ({ status }: Answer): boolean => status === 200;

/** Whether row and audit trail are what these answers would leave behind in some order, one after another. */
const expectSerialOrder = async (id: number, update: Answer, suspend: Answer): Promise<void> => {
  const row = await rowOf(id);
  const actions = await actionsOn(id);
  expect(row).toEqual({
    isDeleted: true,
    status: isOk(suspend) ? 'suspended' : 'active',
    name: isOk(update) ? `updated${id}` : `user${id}`,
    version: 1 + actions.length,
  });
  expect(actions.at(-1)).toBe('users.delete');
  expect([...actions].sort()).toEqual([
    'users.delete',
    ...(isOk(suspend) ? ['users.suspend'] : []),
    ...(isOk(update) ? ['users.update'] : []),
  ]);
};

test(
  'suspend, delete and update of one user together',
  async () => {
    const outcomes: Record<string, number> = {};
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id } = await races.server.user({ username: `fresh${round}` });
      await races.server.database.pool.query(`update users set username = 'user' || id where id = $1`, [id]);
      const shots = [
        { line: `PUT /api/users/${id}`, token: races.adminToken, body: { username: `updated${id}` } },
        { line: `POST /api/users/suspend/${id}`, token: races.adminToken },
        { line: `DELETE /api/users/${id}`, token: races.adminToken },
      ];
      // Turned by one each round, so that everybody is first now and then.
      const turn = round % shots.length;
      const answers = await races.fire([...shots.slice(turn), ...shots.slice(0, turn)]);
      const [update, suspend, remove] = [0, 1, 2].map(
        (index) => answers[(index + shots.length - turn) % shots.length] as Answer,
      ) as [Answer, Answer, Answer];
      expect(remove.status).toBe(200);
      for (const other of [update, suspend].filter((answer) => !isOk(answer))) {
        expect([other.status, other.text]).toEqual([404, 'User not found']);
      }
      await expectSerialOrder(id, update, suspend);
      const after = await races.fire([
        { line: `GET /api/users/${id}`, token: races.adminToken },
        { line: `GET /api/users/get/${id}`, token: races.adminToken },
        ...shots,
      ]);
      expect(statusCounts(after)).toEqual({ 404: 5 });
      const outcome = `update ${update.status}, suspend ${suspend.status}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    report(
      `suspend, delete, update: ${COUNTS.raceRounds} rounds, impossible states 0; ${JSON.stringify(outcomes)}`,
    );
  },
  RACE_TIMEOUT,
);

test(
  'the same effect in both styles at once happens once',
  async () => {
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id } = await races.server.user({ username: `twice${round}` });
      const suspensions = await races.fire([
        { line: `POST /api/users/${id}/suspend`, token: races.adminToken },
        { line: `POST /api/users/suspend/${id}`, token: races.adminToken },
      ]);
      expect(statusCounts(suspensions)).toEqual({ 200: 2 });
      const deletions = await races.fire([
        { line: `DELETE /api/users/${id}`, token: races.adminToken },
        { line: `POST /api/users/delete/${id}`, token: races.adminToken },
      ]);
      expect(statusCounts(deletions)).toEqual({ 200: 1, 404: 1 });
      expect(await actionsOn(id)).toEqual(['users.suspend', 'users.delete']);
    }
    report(`suspend twice, delete twice: ${COUNTS.raceRounds} rounds, 1 effect each`);
  },
  RACE_TIMEOUT,
);

test(
  'updates of different fields both persist',
  async () => {
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id } = await races.server.user({ username: `before${round}` });
      const answers = await races.fire([
        { line: `PUT /api/users/${id}`, token: races.adminToken, body: { username: `after${round}` } },
        {
          line: `PATCH /api/users/update/${id}`,
          token: races.adminToken,
          body: { email: `after${round}@example.com` },
        },
        { line: `PUT /api/users/update/${id}`, token: races.adminToken, body: { status: 'suspended' } },
      ]);
      expect(statusCounts(answers)).toEqual({ 200: 3 });
      const { json } = await races.server.ask(`GET /api/users/${id}`, { token: races.adminToken });
      expect(json).toMatchObject({
        username: `after${round}`,
        email: `after${round}@example.com`,
        status: 'suspended',
      });
      expect((await rowOf(id)).version).toBe(4);
    }
    report(`three updates of different fields: ${COUNTS.raceRounds} rounds, lost updates 0`);
  },
  RACE_TIMEOUT,
);

test(
  'restore against create of the same name',
  async () => {
    const winners = { restore: 0, create: 0 };
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const body = {
        username: `phoenix${round}`,
        email: `phoenix${round}@example.com`,
        password: 'securepassword123',
      };
      const { id } = await races.server.user(body);
      await races.server.ask(`DELETE /api/users/${id}`, { token: races.adminToken });
      const answers = await races.fire([
        { line: 'POST /api/users', token: races.adminToken, body },
        { line: `POST /api/users/${id}/restore`, token: races.adminToken },
        { line: 'POST /api/users/create', token: races.adminToken, body },
        { line: `POST /api/users/restore/${id}`, token: races.adminToken },
      ]);
      const [create, restore, createTwin, restoreTwin] = answers.map(({ status }) => status);
      const isRestored = restore === 200;
      // A second restore finds a live user, which changes nothing and is no conflict.
      expect([[create, createTwin].sort(), [restore, restoreTwin]]).toEqual(
        isRestored
          ? [
              [409, 409],
              [200, 200],
            ]
          : [
              [201, 409],
              [409, 409],
            ],
      );
      for (const { text } of answers.filter(({ status }) => status === 409)) {
        expect(text).toMatch(/^(Username|Email) already exists$/);
      }
      const { rows } = await races.server.database.pool.query(
        'select id::int as id from users where username = $1 and deleted_at is null',
        [body.username],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0].id === id).toBe(isRestored);
      winners[isRestored ? 'restore' : 'create'] += 1;
    }
    report(
      `restore against create: ${COUNTS.raceRounds} rounds, 1 live row each; won by ${JSON.stringify(winners)}`,
    );
  },
  RACE_TIMEOUT,
);
