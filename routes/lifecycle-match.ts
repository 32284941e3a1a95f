import type { LifecyclePlan } from './lifecycle';
import type { Route } from './route';
import { nearestSpellings } from './translate/nearest';

/** What an operator says of the end of some spellings, over what the table says. */
export interface LifecycleRule {
  /** A label, `dialect:<name>` for all spellings of a dialect, or `aliases:<name>` for those that are not canonical. */
  readonly match: string;
  readonly plan: LifecyclePlan;
}

/** A rule that cannot be followed. */
export class LifecycleRuleError extends Error {
  override readonly name = 'LifecycleRuleError';

  constructor(
    /** Where the rule stands among the others, from 0 on. */
    readonly index: number,
    problem: string,
  ) {
    super(problem);
  }
}

const GROUP = /^(dialect|aliases):(.*)$/;

const fits = ({ match }: LifecycleRule, { dialect, label, canonicalLabel }: Route): boolean => {
  const [, kind, name] = GROUP.exec(match) ?? [];
  if (kind === undefined) return label === match;
  return dialect.name === name && (kind === 'dialect' || label !== canonicalLabel);
};

/** Why a rule fits nothing. */
const problemOf = ({ match }: LifecycleRule, routes: readonly Route[]): string => {
  const [, kind, name = ''] = GROUP.exec(match) ?? [];
  if (kind === undefined) {
    const [method = '', path = ''] = match.trim().split(/\s+/);
    const near = nearestSpellings(routes, method, path).join(', ');
    return `${JSON.stringify(match)} is no spelling; the nearest are ${near}`;
  }
  const names = [...new Set(routes.map(({ dialect }) => dialect.name))];
  return names.includes(name)
    ? `the dialect ${name} has no aliases`
    : `no dialect has the name ${JSON.stringify(name)}; there are ${names.join(', ')}`;
};

/** The routes that a rule is about, by their places. Throws a `LifecycleRuleError` where there are none. */
export const placesOf = (
  rule: LifecycleRule,
  index: number,
  routes: readonly Route[],
): ReadonlySet<number> => {
  const places = routes.flatMap((route, place) => (fits(rule, route) ? [place] : []));
  if (places.length === 0) throw new LifecycleRuleError(index, `match: ${problemOf(rule, routes)}`);
  return new Set(places);
};
