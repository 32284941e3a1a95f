import type { FuzzRequest } from './fuzz-request';

const without = <T>(list: readonly T[]): T[][] => list.map((_, index) => list.toSpliced(index, 1));

const simplerBodies = (body: Buffer): (Buffer | null)[] => {
  const simpler: (Buffer | null)[] = [null];
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return simpler;
    const fields = without(Object.entries(value)).map((entries) => Object.fromEntries(entries));
    return [...simpler, ...fields.map((one) => Buffer.from(JSON.stringify(one)))];
  } catch {
    return [...simpler, body.subarray(0, body.length / 2)];
  }
};

/** Requests with one thing less each. */
const simpler = (asked: FuzzRequest): FuzzRequest[] => {
  if (asked.raw) return [];
  const { headers, query, body } = asked;
  return [
    ...without(headers).map((fewer) => ({ ...asked, headers: fewer })),
    ...(query.length > 1 ? [{ ...asked, query: query.slice(0, query.length / 2) }] : []),
    ...without(query.slice(0, 20)).map((fewer) => ({ ...asked, query: fewer })),
    ...(body && body.length > 0 ? simplerBodies(body).map((less) => ({ ...asked, body: less })) : []),
  ];
};

/** Most requests that are tried to make one smaller. */
const TRIES = 200;

/** The smallest request that can be found by leaving things out and still fails. */
export const shrink = async (
  failing: FuzzRequest,
  fails: (asked: FuzzRequest) => Promise<boolean>,
): Promise<FuzzRequest> => {
  let smallest = failing;
  let queue = simpler(smallest);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const candidate = queue.shift();
    if (!candidate) break;
    if (!(await fails(candidate))) continue;
    smallest = candidate;
    queue = simpler(smallest);
  }
  return smallest;
};
