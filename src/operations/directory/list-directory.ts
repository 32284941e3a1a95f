import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { listOfUsers } from '../users/list-of-users';

/** Users as whole records: a page when a limit is given, else everything. */
export const listDirectory =
  ({ work, clock }: Dependencies): Controller<'directory.list'> =>
  (input) =>
    listOfUsers({ work, clock }, input);
