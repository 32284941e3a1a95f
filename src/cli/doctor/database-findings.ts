import { compareMigrations, type DatabaseState } from '../../../db/inspect';
import { broken, doubtful, type Finding, fine } from './finding';

const CLOCKS_APART_MS = 5_000;

const NO_RIGHTS =
  'grant this user the right to create tables there, or run `roster migrate` as one who has it';

const schemaToMake = (state: DatabaseState, says: string, isEmpty: boolean): Finding => {
  if (!state.hasTrigrams)
    return broken(
      'schema',
      `${says}, and the extension pg_trgm is not there`,
      'install postgresql-contrib there',
    );
  if (!state.mayCreateTables)
    return broken('schema', `${says}, and may not be changed by this user`, NO_RIGHTS);
  if (isEmpty) return fine('schema', `${says}: the first start makes it`);
  return doubtful('schema', says, 'start the server, which brings it up to date, or run `roster migrate`');
};

const schemaFinding = (state: DatabaseState): Finding => {
  if (state.applied === null) {
    return state.hasUsers
      ? broken(
          'schema',
          "the database holds another program's table `users`",
          'give Roster a database of its own',
        )
      : schemaToMake(state, 'there is none yet', true);
  }
  const { missing, unknown } = compareMigrations(state.applied);
  if (missing.length > 0)
    return schemaToMake(state, `it lacks ${missing.join(', ')}`, state.applied.length === 0);
  if (unknown.length === 0) return fine('schema', `up to date (${state.applied.length} migrations)`);
  return doubtful(
    'schema',
    `a newer release has made ${unknown.join(', ')}`,
    'run that release here as well',
  );
};

const clockFinding = (apartMs: number): Finding => {
  const apart = `${(Math.abs(apartMs) / 1000).toFixed(1)} s`;
  if (Math.abs(apartMs) <= CLOCKS_APART_MS) return fine('clock', `${apart} from that of the database`);
  return doubtful(
    'clock',
    `${apart} ${apartMs > 0 ? 'behind' : 'ahead of'} that of the database`,
    'let NTP set the clocks of both machines: what has expired is decided by that of the database',
  );
};

const ADVICE_ON_OPTIONS =
  'a pooler in between must set the time zone and the style of dates, or let ours through';

const timeFinding = ({ timeZone, dateStyle }: DatabaseState): Finding =>
  timeZone === 'UTC' && dateStyle.startsWith('ISO')
    ? fine('time zone', 'connections are in UTC')
    : broken(
        'time zone',
        `connections are in ${timeZone} (${dateStyle}), not in UTC (ISO)`,
        ADVICE_ON_OPTIONS,
      );

const encodingFindings = ({ encoding }: DatabaseState): Finding[] => {
  if (encoding === 'UTF8') return [];
  const advice = "make the database anew with `create database ... encoding 'UTF8' template template0`";
  return [broken('encoding', `the database keeps text in ${encoding}: not every name fits`, advice)];
};

const writeFindings = ({ isReadOnly }: DatabaseState): Finding[] =>
  isReadOnly
    ? [broken('database', 'it only reads, as a standby does', 'set DATABASE_URL to the primary')]
    : [];

/** What a database's answers mean; `apartMs` is how far its clock is ahead of this machine's. */
export const judgeDatabase = (state: DatabaseState, apartMs: number): Finding[] => [
  ...writeFindings(state),
  schemaFinding(state),
  clockFinding(apartMs),
  timeFinding(state),
  ...encodingFindings(state),
];
