import { TableError } from '../../../routes/check';
import { createTable, DIALECTS } from '../../../routes/table';
import type { Config } from '../../config';
import { broken, type Finding, fine } from './finding';

const WHAT = 'routes';

/** The route table, whole and as far as the settings switch it on. */
export const examineRoutes = (config: Pick<Config, 'dialects'> | null, dialects = DIALECTS): Finding[] => {
  try {
    const enabled = config?.dialects ?? undefined;
    const { routes } = createTable(dialects, enabled);
    const names = dialects.map(({ name }) => name).filter((name) => enabled?.includes(name) ?? true);
    const where =
      names.length > 0 ? `in ${names.join(', ')}` : 'all of administration: DIALECTS switches no dialect on';
    return [fine(WHAT, `${routes.length} without a fault, ${where}`)];
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.faults.map((fault) => broken(WHAT, fault, 'correct the dialect: the server does not start'));
  }
};
