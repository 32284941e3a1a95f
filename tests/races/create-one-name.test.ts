import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { statusCounts } from '../support/volley';
import { RACE_TIMEOUT, useRaces } from './races';

const RACERS = 30;

const races = useRaces();

interface Racer {
  readonly username: string;
  readonly email: string;
}

const SPELLINGS = ['POST /api/users', 'POST /api/users/create'] as const;

/** One create for each racer, half of them in each URL style. */
const race = (racers: readonly Racer[]) =>
  races.fire(
    racers.map((racer, index) => ({
      line: SPELLINGS[index % 2] ?? '',
      token: races.adminToken,
      body: { ...racer, password: 'securepassword123' },
    })),
  );

const racersOf = (make: (index: number) => Racer): Racer[] =>
  Array.from({ length: RACERS }, (_, index) => make(index));

/** Live users, and creations that the audit trail tells of, besides the administrator. */
const countRows = async (): Promise<{ users: number; created: number }> => {
  const { rows } = await races.server.database.pool.query(`
    select (select count(*)::int from users where deleted_at is null and id > 1) as users,
      (select count(*)::int from audit_entries where action = 'users.create' and target_id <> '1') as created`);
  return rows[0];
};

/** Makes room for the next round; the audit trail goes on. */
const deleteAll = () =>
  races.server.database.pool.query('update users set deleted_at = now() where id > 1 and deleted_at is null');

const expectOneWinner = async (racers: readonly Racer[], refusal: string): Promise<void> => {
  const before = await countRows();
  const answers = await race(racers);
  expect(statusCounts(answers)).toEqual({ 201: 1, 409: RACERS - 1 });
  const refusals = new Set(answers.filter(({ status }) => status === 409).map(({ text }) => text));
  expect([...refusals]).toEqual([refusal]);
  expect(await countRows()).toEqual({ users: 1, created: before.created + 1 });
  await deleteAll();
};

const runRounds = async (what: string, racersOfRound: (round: number) => Racer[], refusal: string) => {
  for (let round = 0; round < COUNTS.raceRounds; round += 1)
    await expectOneWinner(racersOfRound(round), refusal);
  report(
    `${what}: ${COUNTS.raceRounds} rounds of ${RACERS} creates in both styles, each 1 x 201, ${RACERS - 1} x 409, 1 live row`,
  );
};

test(
  'one name, other emails',
  () =>
    runRounds(
      'one name',
      (round) =>
        racersOf((index) => ({ username: `racer${round}`, email: `racer${round}.${index}@example.com` })),
      'Username already exists',
    ),
  RACE_TIMEOUT,
);

/** Thirty spellings of one name: ß, the Kelvin sign, the Angstrom sign, ligatures, full width, case, NFC and NFD. */
const ONE_NAME = [
  'Straße K é file',
  'STRASSE K É FILE',
  'strasse k é file',
  'STRAẞE K É FILE',
  'straſse k é file',
  'Straße \u212A é file',
  'strasse \u212A E\u0301 file',
  'strasse k e\u0301 file',
  'STRASSE K E\u0301 FILE',
  'Straße k E\u0301 FILE',
  'strasse k é ﬁle',
  'STRASSE K É ﬁLE',
  'Straße \u212A e\u0301 ﬁle',
  'straẞe k é ﬁle',
  'ｓｔｒａｓｓｅ k é file',
  'ＳＴＲＡＳＳＥ Ｋ É ＦＩＬＥ',
  'ｓｔｒａßｅ ｋ e\u0301 ﬁｌｅ',
  'ﬅraße k é file',
  'ﬆraße k é file',
  'ﬆRASSE K É FILE',
  'ﬅRASSE \u212A É ﬁLE',
  '  Straße K é file  ',
  '\u00A0Straße K é file\u3000',
  'Straße\u00A0K\u00A0é\u00A0file',
  'strasse\u2003K\u2009é\u202Ffile',
  'ⓢⓣⓡⓐⓢⓢⓔ k é file',
  'ⓈⓉⓇⒶⓈⓈⒺ Ⓚ é file',
  '𝕊𝕥𝕣𝕒𝕤𝕤𝕖 k é file',
  '𝐒𝐭𝐫𝐚𝐬𝐬𝐞 𝐊 é 𝐟𝐢𝐥𝐞',
  'sTRASsE k É fILE',
];

test(
  'one name in thirty spellings that are the same after NFKC and case folding',
  () =>
    runRounds(
      'thirty spellings',
      (round) =>
        ONE_NAME.map((name, index) => ({
          username: `${name}${round}`.replace(/(\s+)(\d+)$/, '$2$1'),
          email: `spelling${round}.${index}@example.com`,
        })),
      'Username already exists',
    ),
  RACE_TIMEOUT,
);

test(
  'one email in several spellings, other names',
  () =>
    runRounds(
      'one email',
      (round) =>
        racersOf((index) => ({
          username: `mailer${round}.${index}`,
          email: [
            `straße${round}@example.com`,
            `STRASSE${round}@EXAMPLE.COM`,
            `ｓtrasse${round}@Example.com`,
          ][index % 3] as string,
        })),
      'Email already exists',
    ),
  RACE_TIMEOUT,
);
