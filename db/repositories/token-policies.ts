import { AppError } from '../../src/domain/error';
import type { TokenPolicies } from '../../src/domain/repositories/token-policies';
import { toStored } from '../../src/domain/text';
import type { TokenPolicyChanges } from '../../src/domain/token-policy';
import { TOKEN_POLICY_COLUMNS, toTokenPolicy } from '../records/token-policy-record';
import { countOf, type Queryable, rowOf, rowsOf, statement, statementsByShape } from '../statement';

const LIST = statement(`select ${TOKEN_POLICY_COLUMNS} from token_policies order by id`);
const FIND = statement(`select ${TOKEN_POLICY_COLUMNS} from token_policies where id = $1::bigint`);
const FIND_BY_NAME = statement(`select ${TOKEN_POLICY_COLUMNS} from token_policies where name = $1`);
const DELETE = statement('delete from token_policies where id = $1::bigint');

type Field = keyof TokenPolicyChanges;

const WRITABLE: { readonly [F in Field]-?: { readonly column: string; readonly type: string } } = {
  name: { column: 'name', type: 'text' },
  description: { column: 'description', type: 'text' },
  ratePerMinute: { column: 'rate_per_minute', type: 'int' },
  requestsPerDay: { column: 'requests_per_day', type: 'int' },
  methods: { column: 'methods', type: 'text[]' },
  paths: { column: 'paths', type: 'text[]' },
  ips: { column: 'ips', type: 'text[]' },
  active: { column: 'active', type: 'boolean' },
};

const keyOf = (fields: readonly Field[]): string => fields.join();

// What is left out has the column's own default: no limit, and active.
const insert = statementsByShape<readonly Field[]>(keyOf, (fields) => {
  const columns = fields.map((field) => WRITABLE[field].column);
  const values = fields.map((field, index) => `$${index + 2}::${WRITABLE[field].type}`);
  return `
    insert into token_policies (created_at, updated_at, ${columns.join(', ')})
    values ($1::timestamptz, $1::timestamptz, ${values.join(', ')})
    returning ${TOKEN_POLICY_COLUMNS}`;
});

const update = statementsByShape<readonly Field[]>(keyOf, (fields) => {
  const assignments = fields.map((field, index) => {
    const { column, type } = WRITABLE[field];
    return `${column} = $${index + 3}::${type}, `;
  });
  return `
    update token_policies set ${assignments.join('')} updated_at = greatest(updated_at, $1::timestamptz)
    where id = $2::bigint returning ${TOKEN_POLICY_COLUMNS}`;
});

const givenFields = (policy: TokenPolicyChanges): Field[] =>
  (Object.keys(WRITABLE) as Field[]).filter((field) => policy[field] !== undefined);

const storedValue = (policy: TokenPolicyChanges, field: Field): unknown =>
  field === 'name' && policy.name !== undefined ? toStored(policy.name) : policy[field];

/** The same constraint stands for both ends: broken by a delete, it is the policy that is still pointed to. */
const inUse = (error: unknown): unknown =>
  error instanceof AppError && error.code === 'policy_not_found'
    ? new AppError('policy_in_use', { cause: error.details.cause })
    : error;

/** Token policies in Postgres. */
export const createTokenPolicies = (on: Queryable): TokenPolicies => ({
  list: () => rowsOf(on, LIST, [], toTokenPolicy),
  find: (id) => rowOf(on, FIND, [id], toTokenPolicy),
  findByName: (name) => rowOf(on, FIND_BY_NAME, [name], toTokenPolicy),
  async insert(policy, now) {
    const fields = givenFields(policy);
    const values = [now, ...fields.map((field) => storedValue(policy, field))];
    const made = await rowOf(on, insert(fields), values, toTokenPolicy);
    if (!made) throw new Error('an insert answered without its row');
    return made;
  },
  update(id, changes, now) {
    const fields = givenFields(changes);
    const values = [now, id, ...fields.map((field) => storedValue(changes, field))];
    return rowOf(on, update(fields), values, toTokenPolicy);
  },
  async delete(id) {
    try {
      return (await countOf(on, DELETE, [id])) > 0;
    } catch (error) {
      throw inUse(error);
    }
  },
});
