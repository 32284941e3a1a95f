import type { OperationId, OperationSpec } from '../../../src/operations/contract';
import { OPERATION_IDS, SPECS } from '../../../src/operations/specs';
import type { Binding } from '../../binding';
import type { Dialect } from '../../dialect';
import { groupBy } from '../../group-by';
import type { Route } from '../../route';

/** One binding with all its spellings, the canonical one first. */
export interface Saying {
  readonly dialect: Dialect;
  readonly binding: Binding;
  readonly canonical: Route;
  readonly aliases: readonly Route[];
}

/** An operation and how each dialect says it. */
export interface Entry {
  readonly id: OperationId;
  readonly spec: OperationSpec;
  /** What the operation is about: the first half of its id. */
  readonly resource: string;
  readonly sayings: readonly Saying[];
  /** The dialects that have no word for it. */
  readonly silent: readonly Dialect[];
}

/** What the table says, operation by operation. */
export interface Catalogue {
  /** The dialects that are switched on wholly or in part, in the order of the table. */
  readonly dialects: readonly Dialect[];
  readonly entries: readonly Entry[];
}

const sayingsOf = (routes: readonly Route[]): Saying[] =>
  [...groupBy(routes, ({ binding }) => binding).values()].flatMap(([canonical, ...aliases]) =>
    canonical ? [{ dialect: canonical.dialect, binding: canonical.binding, canonical, aliases }] : [],
  );

/** The operations that are served, in the order of their specification. */
export const catalogueOf = (routes: readonly Route[]): Catalogue => {
  const dialects = [...new Set(routes.map(({ dialect }) => dialect))];
  const byOperation = groupBy(sayingsOf(routes), ({ binding }) => binding.operation);
  const entries = OPERATION_IDS.flatMap((id): Entry[] => {
    const sayings = byOperation.get(id) ?? [];
    if (sayings.length === 0) return [];
    const silent = dialects.filter((dialect) => !sayings.some((saying) => saying.dialect === dialect));
    return [{ id, spec: SPECS[id], resource: id.split('.')[0] ?? id, sayings, silent }];
  });
  return { dialects, entries };
};
