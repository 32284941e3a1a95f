import type { Lifecycle } from '../src/domain/lifecycle';
import type { Route } from './route';

/** Whether no end is planned for it: only such a spelling is worth moving to. */
export const isLasting = ({ lifecycle }: Route): boolean => lifecycle === null;

/** The route with a label that does the same as another one; several may share a label where the body decides. */
export const successorRoute = (
  routes: readonly Route[],
  { binding: { operation } }: Route,
  label: string,
): Route | undefined =>
  routes.find((other) => other.label === label && other.binding.operation === operation);

/** The dialect whose URLs stand for an operation where a whole other dialect goes. */
const HOME = 'rest';

const isCanonical = ({ label, canonicalLabel }: Route): boolean => label === canonicalLabel;

/** Whether the answer to a read has anything of another's; an effect is asked for what it does. */
const answersAnyOf = ({ method, binding }: Route, other: Route): boolean => {
  const [wanted = [], told = []] = [binding, other.binding].map(({ shown }) => shown?.fields);
  const isTold = ({ key, shows }: (typeof wanted)[number]) =>
    told.some((field) => (shows === undefined ? field.key === key : field.shows === shows));
  return method !== 'GET' || wanted.length === 0 || wanted.some(isTold);
};

/**
 * What comes after a spelling where nobody says: the canonical spelling of its binding, else the same operation in rest.
 * Null where neither lasts, or rest answers nothing of what the spelling is read for.
 */
export const defaultSuccessor = (route: Route, routes: readonly Route[]): string | null => {
  const { binding } = route;
  const lasting = routes.filter((other) => isCanonical(other) && isLasting(other));
  const own = lasting.find((other) => other.binding === binding);
  const home = lasting.find(
    (other) =>
      other.dialect.name === HOME &&
      other.binding.operation === binding.operation &&
      answersAnyOf(route, other),
  );
  return (own ?? home)?.label ?? null;
};

const successorFault = (route: Route, { successor }: Lifecycle, routes: readonly Route[]): string | null => {
  if (successor === null) return null;
  if (!routes.some(({ label }) => label === successor)) return `its successor ${successor} is no spelling`;
  const next = successorRoute(routes, route, successor);
  if (!next) return `its successor ${successor} does something else than ${route.binding.operation}`;
  return isLasting(next) ? null : `its successor ${successor} is itself on its way out`;
};

/** What is wrong with where a spelling leads; empty where nothing is. */
export const successorFaults = (route: Route, routes: readonly Route[]): string[] => {
  const fault = route.lifecycle && successorFault(route, route.lifecycle, routes);
  return fault ? [fault] : [];
};
