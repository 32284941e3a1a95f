import type { Bench } from '../bench';
import { compared, type Line } from '../line';
import { measureInTurns, type SampledRequest, type Subject } from '../measure';
import { DIALECT_WORDS, getsOf, pagesOf, REST, REST_FURTHER, updatesOf, type Words } from '../requests';
import { ADMIN_TOKEN } from '../roster';
import { handMadeToken, signIn, startBaseline, startRoster } from '../stage';

/** The same thing asked of the baseline and in every dialect. */
interface Comparison {
  readonly connections: number;
  readonly words: readonly Words[];
  readonly requestsOf: (words: Words, users: number) => SampledRequest[];
  readonly tokens: readonly ('JWT' | 'API token')[];
  readonly targets: { readonly rate?: number; readonly cpu?: number };
}

const compareDialects = async (bench: Bench, comparison: Comparison): Promise<Line[]> => {
  const { connections, words, requestsOf, tokens, targets } = comparison;
  const directory = await bench.directoryOf(bench.plan.users);
  const roster = await startRoster(bench, directory);
  const baseline: Subject = {
    name: 'baseline',
    child: await startBaseline(bench, directory),
    directory,
    requests: requestsOf(REST, directory.users),
    token: handMadeToken(),
  };
  const values = { JWT: await signIn(roster), 'API token': ADMIN_TOKEN };
  const lines: Line[] = [];
  for (const token of tokens) {
    const subjects = words.map(
      (dialect): Subject => ({
        name: `${dialect.name}, ${token}`,
        child: roster,
        directory,
        requests: requestsOf(dialect, directory.users),
        token: values[token],
      }),
    );
    const [ofBaseline, ...figures] = await measureInTurns(
      bench,
      [baseline, ...subjects] as const,
      connections,
    );
    lines.push(
      ...figures.map((figure, place) => compared(subjects[place]?.name ?? '', figure, ofBaseline, targets)),
    );
  }
  return lines;
};

/** One user by id. */
export const getById = (bench: Bench): Promise<Line[]> =>
  compareDialects(bench, {
    connections: 32,
    words: DIALECT_WORDS,
    requestsOf: getsOf,
    tokens: ['JWT', 'API token'],
    targets: { rate: 2, cpu: 0.5 },
  });

/** The same where nothing else is asked meanwhile. */
export const oneConnection = (bench: Bench): Promise<Line[]> =>
  compareDialects(bench, {
    connections: 1,
    words: DIALECT_WORDS,
    requestsOf: getsOf,
    tokens: ['JWT'],
    targets: { rate: 0.95 },
  });

/** A page of twenty. */
export const page = (bench: Bench): Promise<Line[]> =>
  compareDialects(bench, {
    connections: 32,
    words: [...DIALECT_WORDS, REST_FURTHER],
    requestsOf: pagesOf,
    tokens: ['JWT'],
    targets: { rate: 1 },
  });

const AUDITED = "select count(*)::int as count from audit_entries where action = 'users.update'";

/** Updates of users at random. Throws an `Error` where they left no audit entries. */
export const update = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(bench.plan.users);
  const entries = (): Promise<number> =>
    directory.withClient(
      async (client) => (await client.query<{ count: number }>(AUDITED)).rows[0]?.count ?? 0,
    );
  const before = await entries();
  const lines = await compareDialects(bench, {
    connections: 32,
    words: DIALECT_WORDS,
    requestsOf: updatesOf,
    tokens: ['JWT'],
    targets: { rate: 0.8 },
  });
  const made = (await entries()) - before;
  if (made === 0) throw new Error('the updates left no audit entries');
  bench.progress(`${made} audit entries were made`);
  return lines;
};
