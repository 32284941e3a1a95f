import { Command } from 'commander';
import { lifecycleShape } from '../../../routes/dialects/rest/lifecycle-shape';
import { moment } from '../../../routes/lifecycle';
import { type Brownout, type DatedLifecycle, statusAt } from '../../domain/lifecycle';
import { createLifecycleBook } from '../../lifecycle-book';
import { type Listing, sayList } from '../listing';
import { plannedTable } from '../planned-table';
import { NEEDS_NO_DATABASE, teach } from '../teach';

interface Options {
  readonly json?: true;
}

const timeOr = (other: string, date: Date | null | undefined): string => (date ? moment(date) : other);

const windows = (brownouts: readonly Brownout[]): string =>
  brownouts.map(({ from, until }) => `${moment(from)}/${moment(until)}`).join(', ') || '–';

const LIFECYCLES: Listing<DatedLifecycle> = {
  head: ['SPELLING', 'OPERATION', 'STATUS', 'DEPRECATED', 'SUNSET', 'SUCCESSOR', 'BROWNOUTS'],
  row: ({ binding, operation, status, lifecycle }) => [
    binding,
    operation,
    status,
    timeOr('–', lifecycle?.deprecatedAt),
    timeOr('–', lifecycle?.sunsetAt),
    lifecycle?.successor ?? '–',
    windows(lifecycle?.brownouts ?? []),
  ],
  object: lifecycleShape.encode,
  none: 'No spelling is on its way out.',
};

async function* going(): AsyncGenerator<readonly DatedLifecycle[]> {
  const now = new Date();
  yield createLifecycleBook(plannedTable)
    .spellings()
    .filter(({ lifecycle }) => lifecycle !== null)
    .map((spelling) => ({ ...spelling, status: statusAt(spelling.lifecycle, now) }));
}

const run = ({ json }: Options): Promise<void> => sayList(LIFECYCLES, going(), json);

/** `roster sunset list` */
export const listLifecyclesCommand = (): Command =>
  teach(
    new Command('list')
      .description('list the spellings that are on their way out: when, through what, and what comes after')
      .option('--json', 'as a JSON array, with the keys that GET /api/lifecycle has')
      .action(run),
    {
      examples: [
        ['roster sunset list', 'in columns; of all dialects, also those that DIALECTS switches off'],
        ['roster sunset list --json | jq -r \'.[] | select(.status == "sunset").binding\'', 'what is gone'],
      ],
      needs: NEEDS_NO_DATABASE,
    },
  );
