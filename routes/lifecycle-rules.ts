import { type LifecyclePlan, overlaid, timeFaults, toLifecycle } from './lifecycle';
import { type LifecycleRule, LifecycleRuleError, placesOf } from './lifecycle-match';
import { type Route, rowPlansOf } from './route';
import { defaultSuccessor, successorFaults, successorRoute } from './successor';

/** The routes of a table, each with what is planned for it and whether it answers. */
interface Planned {
  readonly route: Route;
  readonly plan: LifecyclePlan;
  readonly isServed: boolean;
}

const planned = (route: Route, plan: LifecyclePlan, isServed: boolean): Planned => {
  const lifecycle = toLifecycle(plan);
  return { plan, isServed, route: lifecycle || route.lifecycle ? { ...route, lifecycle } : route };
};

const servedOf = (all: readonly Planned[]): Route[] =>
  all.filter(({ isServed }) => isServed).map(({ route }) => route);

/**
 * Whether somebody says what comes after a route. Of the routes that share a label, since the body decides between them,
 * a successor is said of those that it fits; where it fits none, of all: a fault.
 */
const isSaid = ({ route, plan: { successor } }: Planned, routes: readonly Route[]): boolean => {
  if (typeof successor !== 'string') return successor === null;
  const fits = (one: Route): boolean => successorRoute(routes, one, successor) !== undefined;
  return fits(route) || !routes.some((other) => other.label === route.label && fits(other));
};

/** Fills in what comes after each spelling that goes, where nobody says. */
const withSuccessors = (all: readonly Planned[]): Planned[] => {
  const routes = all.map(({ route }) => route);
  const served = servedOf(all);
  return all.map((one) => {
    const { lifecycle } = one.route;
    if (!lifecycle || isSaid(one, routes)) return one;
    const successor = defaultSuccessor(one.route, served);
    return { ...one, route: { ...one.route, lifecycle: { ...lifecycle, successor } } };
  });
};

const switchedOff = ({ route, isServed }: Planned, served: readonly Route[]): string[] => {
  const successor = route.lifecycle?.successor ?? null;
  const isThere = successor === null || served.some(({ label }) => label === successor);
  return isThere || !isServed ? [] : [`its successor ${successor} is switched off by DIALECTS`];
};

/** What is wrong with each route; empty where nothing is. */
const faultsOf = (all: readonly Planned[]): string[][] => {
  const routes = all.map(({ route }) => route);
  const served = servedOf(all);
  return all.map((one) =>
    one.route.lifecycle
      ? [
          ...timeFaults(one.route.lifecycle),
          ...successorFaults(one.route, routes),
          ...switchedOff(one, served),
        ]
      : [],
  );
};

/**
 * The routes with the lifecycles that the table and the rules plan for them, later rules over earlier and all over the
 * table. `isServed` tells by its place whether a route answers: one that does not is no successor. Throws a
 * `LifecycleRuleError` for the first rule that fits nothing or plans what cannot be.
 */
export const withLifecycles = (
  routes: readonly Route[],
  rules: readonly LifecycleRule[],
  isServed: (place: number) => boolean,
): Route[] => {
  const places = rules.map((rule, index) => placesOf(rule, index, routes));
  const plansFor = (place: number): LifecyclePlan[] =>
    rules.filter((_, index) => places[index]?.has(place)).map(({ plan }) => plan);
  const all = withSuccessors(
    routes.map((route, place) =>
      planned(route, overlaid([...rowPlansOf(route), ...plansFor(place)]), isServed(place)),
    ),
  );
  faultsOf(all).forEach(([fault], place) => {
    if (fault === undefined) return;
    const { label } = all[place]?.route ?? { label: '' };
    // A rule about another route may have taken its successor away: then the last rule of all is named.
    const own = rules.findLastIndex((_, index) => places[index]?.has(place));
    throw new LifecycleRuleError(own < 0 ? rules.length - 1 : own, `${label}: ${fault}`);
  });
  return all.map(({ route }) => route);
};
