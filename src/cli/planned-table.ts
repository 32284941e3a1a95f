import type { RouteTable } from '../../routes/table';
import { readLifecycleFile } from '../config';
import { tableWith } from '../lifecycle-file';

/** The table of all dialects with the ends that `LIFECYCLE_FILE` plans; of the settings nothing else is read. */
export const plannedTable = (): RouteTable => tableWith({ lifecycleFile: readLifecycleFile() });
