import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { replay, replaysOf } from '../transcripts/replay';
import { beginSeed000 } from '../transcripts/seed-000-state';
import { beginSeed001 } from '../transcripts/seed-001-state';
import { beginSeed002 } from '../transcripts/seed-002-state';
import { beginSeed003 } from '../transcripts/seed-003-state';
import { readTranscripts } from '../transcripts/transcript';

const behindPgBouncer = hasProgram('pgbouncer') ? describe : describe.skip;

const clock = movableClock('2023-06-16T14:22:10Z');
let bouncer: PgBouncer;
let server: TestServer;
const passed: Record<string, number> = {};

const examplesOf = (seed: string) => replaysOf(readTranscripts(join(__dirname, '../transcripts', seed)));

behindPgBouncer('the documents’ examples, through PgBouncer with five connections', () => {
  beforeAll(async () => {
    server = await startTestServer({
      clock,
      async through(url) {
        bouncer = await startPgBouncer(url);
        return bouncer.url;
      },
    });
  });

  afterAll(async () => {
    await server.stop();
    await bouncer.stop();
    report(`through PgBouncer, examples passed: ${JSON.stringify(passed)}`);
  });

  const run = (seed: string, one: ReturnType<typeof replaysOf>[number]): Promise<void> => {
    passed[seed] ??= 0;
    return replay(server, clock, one.example, one.line).then(() => {
      passed[seed] = (passed[seed] ?? 0) + 1;
    });
  };

  // Every example finds what those before it have left, so each style is told from the beginning.
  describe.each(['literal', 'escaped'])('seed 000, the colon %s', (style) => {
    beforeAll(() => beginSeed000(server));
    const examples = examplesOf('seed-000').filter((one) => one.style === style);
    test.each(examples)('$example.title ($line)', (one) => run('000', one));
  });

  describe('seed 001', () => {
    beforeEach(() => beginSeed001(server));
    test.each(examplesOf('seed-001'))('$example.title ($style: $line)', (one) => run('001', one));
  });

  describe.each([
    ['002', beginSeed002],
    ['003', beginSeed003],
  ])('seed %s', (seed, begin) => {
    beforeAll(() => begin(server));
    test.each(examplesOf(`seed-${seed}`))('$example.title ($line)', (one) => run(seed, one));
  });
});
