import type { OperationId } from '../../../src/operations/contract';
import { groupBy } from '../../group-by';
import type { Route } from '../../route';
import type { Described } from './describe-request';

/** The routes of a dialect, with what stands around each of them. */
export interface RouteBook {
  readonly routes: readonly Route[];
  /** The canonical route of the first binding of an operation. */
  readonly canonical: (operation: OperationId) => Route | undefined;
  readonly around: (route: Route) => Described;
}

/** Makes the book of some routes of one dialect. */
export const routeBook = (routes: readonly Route[]): RouteBook => {
  const byBinding = groupBy(routes, ({ binding }) => binding);
  const canonicals = [...byBinding.values()].flatMap(([first]) => first ?? []);
  const byOperation = groupBy(canonicals, ({ binding }) => binding.operation);
  return {
    routes,
    canonical: (operation) => byOperation.get(operation)?.[0],
    around: (route) => ({
      route,
      spellings: byBinding.get(route.binding) ?? [route],
      siblings: byOperation.get(route.binding.operation) ?? [route],
    }),
  };
};
