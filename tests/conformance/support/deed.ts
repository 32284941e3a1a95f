import type { Route } from '../../../routes/route';
import type { OperationId } from '../../../src/operations/contract';
import type { Person } from './person';
import type { Values } from './saying';
import type { Before, Stage } from './stage';

/** Something done to somebody, whatever the dialect, and what becomes of it by the wire contract. */
export interface Deed {
  readonly name: string;
  readonly operation: OperationId;
  /** Who does it; a superadmin unless said. */
  readonly as?: 'target' | 'nobody';
  readonly before?: Before;
  /** What must be said, each exactly. */
  readonly must?: (stage: Stage, route: Route) => Values;
  /** What is said where the dialect insists on it. */
  readonly spare?: (stage: Stage) => Values;
  /** Who the target is then; null when it is gone. */
  readonly after: (person: Person, wrote: Values, at: string) => Person | null;
  /** Whether the session that the target had before is good. Left out where dialects differ by contract. */
  readonly session?: 'alive' | 'dead';
}

export const NEW_PASSWORD = 'Another-1-to-all';

/** Nothing became of it. */
export const stays = (person: Person): Person => person;

/** The record was changed, in nothing that dialects tell. */
export const isTouched = (person: Person, _wrote: Values, at: string): Person => ({
  ...person,
  updatedAt: at,
});
