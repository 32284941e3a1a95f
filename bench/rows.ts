import { bindings } from './rows/bindings';
import { getById, oneConnection, page, update } from './rows/dialects';
import { model } from './rows/model';
import { peers } from './rows/peers';
import { refused } from './rows/refused';
import { replicas } from './rows/replicas';
import type { Row } from './rows/row';
import { signIns } from './rows/sign-ins';
import { size } from './rows/size';
import { start } from './rows/start';
import { storage } from './rows/storage';
import { wholeList } from './rows/whole-list';
import { signInTiming } from './sign-in/sign-in-timing';

/** All rows, in the order in which they are measured. */
export const ROWS: readonly Row[] = [
  { name: 'get', says: 'one user by id in every dialect, with a JWT and with an API token', run: getById },
  { name: 'one-connection', says: 'the same over one connection', run: oneConnection },
  { name: 'page', says: 'a page of 20 in every dialect', run: page },
  { name: 'refused', says: 'CPU of a refused request (401, 429) against that of a served one', run: refused },
  { name: 'bindings', says: 'a route table of 1000 bindings against one of 20', run: bindings },
  { name: 'peers', says: 'other servers, one user by id', run: peers },
  { name: 'sign-ins', says: 'reads while 64 accounts sign in at a time', run: signIns },
  { name: 'update', says: 'updates in every dialect, each with its audit entry', run: update },
  { name: 'whole-list', says: 'all of 1,000,000 users in one answer', run: wholeList },
  { name: 'size', says: 'a deep page and a search in 1,000,000 users against 10,000', run: size },
  {
    name: 'replicas',
    says: 'what a request costs where two servers share a database, with and without names of statements',
    isExtra: true,
    run: replicas,
  },
  { name: 'model', says: 'what more people need, computed from figures', isExtra: true, run: model },
  { name: 'storage', says: 'bytes on the disk of a row of each table', isExtra: true, run: storage },
  { name: 'start', says: 'a warm start with the embedded Postgres', run: start },
  {
    name: 'sign-in',
    says: 'what the time of a refused sign-in tells of the account',
    isExtra: true,
    run: signInTiming,
  },
];
