import type { Route } from '../route';
import type { RouteTable } from '../table';
import { asItself, asOthers } from './ways';
import { type Attempt, attempt } from './writing/attempt';
import type { Saying, Wanted } from './writing/wanted';

/** The canonical spellings of a dialect for an operation. */
const canonicalRoutes = ({ routes }: RouteTable, dialect: string, { operation }: Wanted): Route[] => {
  const spoken = routes.filter(
    (route) => route.dialect.name === dialect && route.binding.operation === operation,
  );
  return spoken.filter(
    (route, index) => spoken.findIndex(({ binding }) => binding === route.binding) === index,
  );
};

const tries = (dialect: string, wanted: Wanted, saying: Saying): Attempt[] =>
  canonicalRoutes(saying.table, dialect, wanted).flatMap((route) => attempt(route, wanted, saying) ?? []);

/** The one that loses least; of equals the first. */
const best = (attempts: readonly Attempt[]): Attempt | undefined =>
  [...attempts].sort((a, b) => Number(!a.request) - Number(!b.request) || a.lost.length - b.lost.length)[0];

/**
 * How a dialect says a meaning: through the same operation where that loses nothing, else through whatever loses least.
 * Undefined where it has neither the operation nor one that does the same.
 */
export const chooseWay = (dialect: string, saying: Saying): Attempt | undefined => {
  const own = tries(dialect, asItself(saying.meaning), saying);
  const first = best(own);
  if (first?.request && first.lost.length === 0) return first;
  const others = asOthers(saying.meaning).flatMap((wanted) => tries(dialect, wanted, saying));
  return best([...own, ...others]);
};
