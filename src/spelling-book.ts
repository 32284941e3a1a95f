import { groupBy } from '../routes/group-by';
import type { Route } from '../routes/route';
import type { RouteTable } from '../routes/table';
import { toInstant } from './domain/instant';
import { statusAt } from './domain/lifecycle';
import type { Clock } from './domain/ports';
import type { SpellingState } from './domain/usage';
import type { KnownSpelling, SpellingBook } from './domain/usage-ports';

const instantOf = (date: Date | null): string | null => date && toInstant(date);

/** Where a spelling is; during a brownout it is deprecated, as before and after. */
const stateOf = ({ lifecycle }: Route, now: Date): SpellingState => {
  const status = statusAt(lifecycle, now);
  return {
    status: status === 'brownout' ? 'deprecated' : status,
    deprecatedAt: instantOf(lifecycle?.deprecatedAt ?? null),
    sunsetAt: instantOf(lifecycle?.sunsetAt ?? null),
    successor: lifecycle?.successor ?? null,
  };
};

const spellingOf = (route: Route, now: Date): KnownSpelling => ({
  binding: route.label,
  operation: route.binding.operation,
  canonical: route.canonicalLabel,
  lifecycle: stateOf(route, now),
});

/**
 * What the table of all dialects says of spellings, those that are switched off among them: the ledger remembers when
 * they were not. The table is asked for when it is first needed, since most commands never do.
 */
export const createSpellingBook = (table: () => RouteTable, clock: Clock): SpellingBook => {
  let byLabel: ReadonlyMap<string, readonly Route[]> | undefined;
  return {
    named(binding) {
      byLabel ??= groupBy(table().routes, ({ label }) => label);
      const now = clock.now();
      return (byLabel.get(binding) ?? []).map((route) => spellingOf(route, now));
    },
    aliases: () =>
      table()
        .routes.filter(({ label, canonicalLabel }) => label !== canonicalLabel)
        .map(({ label, binding }) => ({ binding: label, operation: binding.operation })),
  };
};
