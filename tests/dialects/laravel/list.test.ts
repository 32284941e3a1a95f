import { testList } from '../lists';
import { invalid } from './manners';

const OUT_OF_RANGE = invalid({ limit: ['The limit must be between 1 and 200.'] });

testList({
  users: '/api/admin/users',
  rowsOf: (json) => (json as { users: { email: string }[] }).users,
  empty: '{"status":"success","users":[]}',
  filters: [
    ['status=active', ['admin', 'anna', 'carl']],
    ['status=suspended', ['bert']],
    ['role=admin', ['admin', 'carl']],
    // The role that is shown is the primary one, and the filter asks for what is shown.
    ['role=editor', ['bert']],
    ['role_id=1', ['admin', 'carl']],
    ['role_id=6', ['bert']],
    ['role_id=2', ['anna']],
    ['q=ZIMMER', ['anna']],
    ['q=apf', ['carl']],
    ['deleted=only', ['dora']],
    ['deleted=include', ['admin', 'anna', 'bert', 'carl', 'dora']],
    ['deleted=include&role_id=4', ['dora']],
    ['role_id=1&status=active&q=apf', ['carl']],
    ['role_id=1&role=admin', ['admin', 'carl']],
    ['nothing=known', ['admin', 'anna', 'bert', 'carl']],
  ],
  sorts: [
    ['id', ['admin', 'anna', 'bert', 'carl']],
    ['name', ['admin', 'carl', 'bert', 'anna']],
    ['email', ['admin', 'anna', 'bert', 'carl']],
    ['created_at', ['admin', 'anna', 'bert', 'carl']],
  ],
  refusals: [
    ['status=inactive', invalid({ status: ['The selected status is invalid.'] })],
    ['role=boss', invalid({ role: ['The selected role is invalid.'] })],
    ['role_id=0', invalid({ role_id: ['The selected role id is invalid.'] })],
    ['role_id=10', invalid({ role_id: ['The selected role id is invalid.'] })],
    ['role_id=admin', invalid({ role_id: ['The selected role id is invalid.'] })],
    ['role_id=1&role_id=2', invalid({ role_id: ['The role id format is invalid.'] })],
    ['role=editor&role_id=1', invalid({ role_id: ['The selected role id is invalid.'] })],
    ['deleted=yes', invalid({ deleted: ['The selected deleted is invalid.'] })],
    ['sort=username', invalid({ sort: ['The selected sort is invalid.'] })],
    ['limit=0', OUT_OF_RANGE],
    ['limit=201', OUT_OF_RANGE],
    ['limit=x', OUT_OF_RANGE],
    ['q=%00', invalid({ q: ['The q format is invalid.'] })],
    ['cursor=x', invalid({ limit: ['The limit field is required.'] })],
    ['limit=5&cursor=x', invalid({ cursor: ['The cursor format is invalid.'] })],
  ],
});
