import { toInstant } from '../../domain/instant';
import { type Page, type Position, TOTAL_CAP } from '../../domain/paging';
import type { User } from '../../domain/user';
import type { ListUsersInput, UserList } from '../contract';
import type { Dependencies } from '../dependencies';

/**
 * Rows read at a time for a whole list: enough to keep Postgres busy, few enough to keep other requests quick and to be
 * garbage by the next collection. A thousand are not: they grow old, and memory grows by half; nor are 250 whole users
 * always, where several lists are on their way on a busy machine.
 */
const BATCH = { whole: 100, inPart: 250 } as const;

type Needs = Pick<Dependencies, 'work' | 'clock'>;

/** The batches one after the other. From the second on the next one is read while one is being sent, and no further ahead. */
async function* readAll({ work, clock }: Needs, input: ListUsersInput): AsyncGenerator<readonly User[]> {
  const { filter, order, reads } = input;
  const now = toInstant(clock.now());
  const limit = reads ? BATCH.inPart : BATCH.whole;
  const read = (after?: Position): Promise<Page<User>> =>
    work.read.users.list({
      filter,
      order,
      limit,
      now,
      ...(reads && { reads }),
      ...(after && { after }),
    });
  let page = await read();
  // Whoever wants no more than the headers asks for no second one.
  yield page.items;
  let ahead = page.next && read(page.next);
  while (ahead) {
    page = await ahead;
    ahead = page.next && read(page.next);
    // What fails while nobody waits for it is told to whoever comes for it; who does not come must not be missed.
    ahead?.catch(() => undefined);
    yield page.items;
  }
}

const readPage = async ({ work, clock }: Needs, input: ListUsersInput, limit: number): Promise<UserList> => {
  const { filter, order, after, reads, counted = true } = input;
  const now = toInstant(clock.now());
  // A count on every page would make a walk through the list cost its square.
  const isCounted = !after && counted;
  const [page, total] = await Promise.all([
    work.read.users.list({ filter, order, limit, now, ...(reads && { reads }), ...(after && { after }) }),
    isCounted ? work.read.users.count(filter, now, TOTAL_CAP) : undefined,
  ]);
  return { kind: 'page', page: { ...page, ...(total && { total }) } };
};

/**
 * Reads the first batch before anything is answered, so that a failing database is an error and not a broken stream.
 */
const startReading = async (needs: Needs, input: ListUsersInput): Promise<UserList> => {
  const batches = readAll(needs, input);
  const first = await batches.next();
  const whole = async function* (): AsyncGenerator<readonly User[]> {
    if (first.done) return;
    yield first.value;
    yield* batches;
  };
  return { kind: 'all', batches: whole() };
};

/** A page when a limit is given, else the whole set in batches. */
export const listOfUsers = (needs: Needs, input: ListUsersInput): Promise<UserList> =>
  input.limit === undefined ? startReading(needs, input) : readPage(needs, input, input.limit);
