import type { OperationId } from '../../../src/operations/contract';
import type { Binding } from '../../binding';
import type { Target } from '../../locator';
import type { Route } from '../../route';
import { type Fact, GIVERS, PLAYS, type Play, TAKERS } from './plays';

/** One request of a run. */
export interface Step {
  readonly route: Route;
  /** A request of its own, one that gives another what it needs, or one that takes away what was made. */
  readonly role: 'own' | 'for others' | 'cleaning up';
  /** False where nothing in this dialect gives it what it needs: it is left out of runs. */
  readonly isPlayable: boolean;
}

const FACT_OF: Readonly<Record<Target, Fact>> = {
  user: 'member',
  token: 'token',
  policy: 'policy',
  session: 'id of the session',
};

/** What fields of a body are recalled from. */
const RECALLED_FROM: Readonly<Record<string, Fact>> = {
  policyId: 'policy',
  refreshToken: "member's session",
  currentPassword: "member's session",
};

export const playOf = ({ operation }: Binding): Play => PLAYS[operation] ?? {};

const aimedAt = ({ at }: Binding): Fact[] =>
  Object.entries(at).map(([target, locator]) =>
    locator.in === 'caller' ? "member's session" : FACT_OF[target as Target],
  );

const needsOf = (binding: Binding): Fact[] => {
  const { needs = [], gives = [] } = playOf(binding);
  // What gives something is aimed at what is not there.
  const named = aimedAt(binding).filter((fact) => !gives.includes(fact));
  const recalled = (binding.body?.fields ?? []).flatMap(({ to }) => RECALLED_FROM[to] ?? []);
  return [...new Set([...named, ...needs, ...recalled])];
};

/** Finds the canonical route of an operation. */
export type FindRoute = (operation: OperationId) => Route | undefined;

/** What a folder's run has in hand, and the steps that led there. */
interface Run {
  readonly steps: readonly Step[];
  readonly facts: ReadonlySet<Fact>;
}

const taken = (run: Run, route: Route, role: Step['role']): Run => {
  const { takes = [], gives = [] } = playOf(route.binding);
  const facts = new Set([...run.facts].filter((fact) => !takes.includes(fact)));
  for (const fact of gives) facts.add(fact);
  return { steps: [...run.steps, { route, role, isPlayable: true }], facts };
};

const missing = ({ facts }: Run, { binding }: Route): Fact[] =>
  needsOf(binding).filter((fact) => !facts.has(fact));

const inTheWay = ({ facts }: Run, { binding }: Route): Fact[] =>
  (playOf(binding).lacks ?? []).filter((fact) => facts.has(fact));

const MAX_DEPTH = 6;

/** The run with all that a route needs and nothing that is in its way; null where the dialect has no words for that. */
const prepared = (run: Run, route: Route, find: FindRoute, depth = 0): Run | null => {
  if (depth > MAX_DEPTH) return null;
  const [obstacle] = inTheWay(run, route);
  const [fact] = missing(run, route);
  if (obstacle === undefined && fact === undefined) return run;
  const operations =
    obstacle === undefined
      ? GIVERS[fact as Fact]
      : TAKERS.filter(([taker]) => taker === obstacle).map(([, operation]) => operation);
  const helper = operations.map(find).find((found) => found !== undefined);
  const ready = helper && prepared(run, helper, find, depth + 1);
  return ready ? prepared(taken(ready, helper, 'for others'), route, find, depth + 1) : null;
};

/** Whether a route that cannot be played yet is to wait for others of its folder. */
const isToWait = (run: Run, route: Route, others: readonly Route[]): boolean =>
  inTheWay(run, route).length > 0 ||
  missing(run, route).some((fact) => others.some(({ binding }) => playOf(binding).gives?.includes(fact)));

/** One way through the folder: what can be played is, and what waits is left. */
const pass = (
  start: Run,
  routes: readonly Route[],
  find: FindRoute,
): { run: Run; left: readonly Route[] } => {
  let run = start;
  const left = new Set(routes);
  for (const route of routes) {
    const others = [...left].filter((other) => other !== route);
    if (isToWait(run, route, others)) continue;
    const ready = prepared(run, route, find);
    if (!ready) continue;
    left.delete(route);
    run = taken(ready, route, 'own');
  }
  return { run, left: [...left] };
};

const forced = (run: Run, route: Route, find: FindRoute): Run => {
  const ready = prepared(run, route, find);
  const unplayable = { route, role: 'own', isPlayable: false } as const;
  return ready ? taken(ready, route, 'own') : { ...run, steps: [...run.steps, unplayable] };
};

const cleaned = (run: Run, find: FindRoute): Run =>
  TAKERS.reduce((current, [fact, operation]) => {
    const route = find(operation);
    return route && current.facts.has(fact) ? taken(current, route, 'cleaning up') : current;
  }, run);

/**
 * The requests of a folder in an order in which all of them go well: what changes something waits until there is
 * something to change, what is missing is made before it and goes again at the end. Every route stands in it once as its
 * own request.
 */
export const planFolder = (routes: readonly Route[], find: FindRoute): Step[] => {
  let run: Run = { steps: [], facts: new Set() };
  let left = routes;
  while (left.length > 0) {
    const next = pass(run, left, find);
    const [first, ...others] = next.left;
    const isStuck = next.left.length === left.length && first;
    run = isStuck ? forced(next.run, first, find) : next.run;
    left = isStuck ? others : next.left;
  }
  return [...cleaned(run, find).steps];
};
