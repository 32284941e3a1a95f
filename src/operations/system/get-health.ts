import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** Which program answers, and that it does: asks nobody, so that a database that is away changes nothing. */
export const getHealth =
  ({ version }: Pick<Dependencies, 'version'>): Controller<'system.health'> =>
  async () => ({ version });
