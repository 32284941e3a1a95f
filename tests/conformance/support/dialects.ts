import type { Dialect } from '../../../routes/dialect';
import type { Route } from '../../../routes/route';
import { createTable, DIALECTS } from '../../../routes/table';
import type { OperationId } from '../../../src/operations/contract';
import { toy } from '../toy.dialect';

/**
 * Every dialect that the conformance suites ask: those of the release, and one that only tests know. A new one is asked
 * as soon as it stands here or in the table; it brings its errors by hand (`golden/<name>.errors`), and where it demands
 * more of callers than the operations do, what (`stricter.expected.ts`).
 */
export const CONFORMING: readonly Dialect[] = [...DIALECTS, toy];

/** The table of all of them. */
export const TABLE = createTable(CONFORMING);

/** Every spelling in a dialect of an operation. */
export const routesFor = (operation: OperationId, dialect?: Dialect): Route[] =>
  TABLE.routes.filter(
    (route) => route.binding.operation === operation && (!dialect || route.dialect === dialect),
  );

/** The dialects, each with its name, for `test.each`. */
export const BY_NAME = CONFORMING.map((dialect) => [dialect.name, dialect] as const);

/** A path that is a dialect's own and leads nowhere. */
export const nowhereIn = ({ area }: Dialect): string => `${area.claims[0] ?? ''}/nowhere/at/all`;
