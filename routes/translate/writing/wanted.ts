import type { KnownIds } from '../../../src/domain/translation';
import type { OperationId } from '../../../src/operations/contract';
import type { Target } from '../../locator';
import type { RouteTable } from '../../table';
import type { Aims } from '../aims';
import type { Values } from '../canonical';
import type { Meaning } from '../meaning';

/** What is to be said in another dialect, and through which operation. */
export interface Wanted {
  readonly operation: OperationId;
  readonly aims: Aims;
  readonly said: Values;
  readonly open: Values;
  /** Names without which it would be another request. */
  readonly must: readonly string[];
}

/** What is known of the ids that a request is aimed at. */
export type IdsOf = Partial<Readonly<Record<Target, KnownIds>>>;

/** What saying it needs besides. */
export interface Saying {
  readonly table: RouteTable;
  readonly meaning: Meaning;
  readonly ids: IdsOf;
}
