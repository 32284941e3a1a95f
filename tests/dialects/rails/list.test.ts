import { testList } from '../lists';
import { invalid } from './manners';

const NOT_LISTED = 'is not included in the list';
const OUT_OF_RANGE = invalid({ limit: ['must be from 1 to 200'] });

testList({
  users: '/api/v1/users',
  rowsOf: (json) => json as { email: string }[],
  empty: '[]',
  filters: [
    ['status=active', ['admin', 'anna', 'carl']],
    ['status=inactive', ['bert']],
    ['role=admin', ['admin', 'carl']],
    // The role that is shown is the primary one, and the filter asks for what is shown.
    ['role=editor', ['bert']],
    ['role=user', ['anna']],
    ['q=ZIMMER', ['anna']],
    ['q=apf', ['carl']],
    ['q=bert%40example', ['bert']],
    ['deleted=only', ['dora']],
    ['deleted=include', ['admin', 'anna', 'bert', 'carl', 'dora']],
    ['deleted=include&role=readonly', ['dora']],
    ['role=admin&status=active&q=apf', ['carl']],
    ['nothing=known', ['admin', 'anna', 'bert', 'carl']],
  ],
  sorts: [
    ['id', ['admin', 'anna', 'bert', 'carl']],
    ['name', ['admin', 'carl', 'bert', 'anna']],
    ['email', ['admin', 'anna', 'bert', 'carl']],
    ['created_at', ['admin', 'anna', 'bert', 'carl']],
  ],
  refusals: [
    ['status=suspended', invalid({ status: [NOT_LISTED] })],
    ['status=', invalid({ status: [NOT_LISTED] })],
    ['role=boss', invalid({ role: [NOT_LISTED] })],
    ['role=1', invalid({ role: [NOT_LISTED] })],
    ['deleted=yes', invalid({ deleted: [NOT_LISTED] })],
    ['sort=username', invalid({ sort: [NOT_LISTED] })],
    ['sort=last_login', invalid({ sort: [NOT_LISTED] })],
    ['sort=--id', invalid({ sort: [NOT_LISTED] })],
    ['limit=0', OUT_OF_RANGE],
    ['limit=201', OUT_OF_RANGE],
    ['limit=1.5', OUT_OF_RANGE],
    ['limit=', OUT_OF_RANGE],
    ['limit=1&limit=1', invalid({ limit: ['is invalid'] })],
    ['q=%00', invalid({ q: ['is invalid'] })],
    ['cursor=x', invalid({ limit: ["can't be blank"] })],
    ['limit=5&cursor=x', invalid({ cursor: ['is invalid'] })],
  ],
});
