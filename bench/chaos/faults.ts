import type { Fault } from './fault';
import { cutConnections } from './faults/cut-connections';
import { dawdlers } from './faults/dawdlers';
import { fullDisk } from './faults/full-disk';
import { lockedTable, slowQueries } from './faults/held-up';
import { idleRestart } from './faults/idle-restart';
import { killMigration } from './faults/kill-migration';
import { killPostgres } from './faults/kill-postgres';
import { killServer } from './faults/kill-server';
import { migrateTogether } from './faults/migrate-together';
import { noRoomToRecover } from './faults/no-room-to-recover';
import { openAndClose } from './faults/open-and-close';
import { orphans } from './faults/orphans';
import { previousRelease } from './faults/previous-release';
import { readOnly } from './faults/read-only';
import { smallHeap } from './faults/small-heap';
import { soak } from './faults/soak';

/** Every fault, in the order in which they run. */
export const FAULTS: readonly Fault[] = [
  killServer,
  killPostgres,
  idleRestart,
  cutConnections,
  lockedTable,
  slowQueries,
  fullDisk,
  noRoomToRecover,
  readOnly,
  orphans,
  killMigration,
  migrateTogether,
  previousRelease,
  dawdlers,
  openAndClose,
  smallHeap,
  soak,
];
