import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binding, Spelling } from '../../routes/binding';
import { checkTable, TableError } from '../../routes/check';
import { routesDocument } from '../../routes/describe';
import type { Dialect } from '../../routes/dialect';
import { inPath } from '../../routes/locator';
import { createTable, DIALECTS } from '../../routes/table';
import { json } from '../../routes/wire';
import { OPERATION_IDS } from '../../src/operations/specs';
import { dialectOf, line, routesOfDialect } from './test-dialect';

const user = inPath('id', 'integer');
const when = (field: string, equals: string) => ({ when: { field, equals } });

/** What the check has to say about a dialect; all faults at once, none when it is good. */
const faultsOf = (dialect: Dialect): readonly string[] => {
  const routes = routesOfDialect(dialect);
  try {
    checkTable(
      routes,
      routes.map(({ binding }) => binding.operation),
    );
    return [];
  } catch (error) {
    if (error instanceof TableError) return error.faults;
    throw error;
  }
};

const faultsIn = (...bindings: Binding[]): readonly string[] => faultsOf(dialectOf(...bindings));

test('a good table has no faults', () => {
  expect(
    faultsIn(
      line('users.list', ['GET /users', 'GET /users/list']),
      line('users.get', ['GET /users/{id}'], { at: { user } }),
      line('users.update', ['POST /users:update']),
      line('users.suspend', ['POST /users:update'], when('action', 'suspend')),
      line('users.unsuspend', ['POST /users:update'], when('action', 'unsuspend')),
    ),
  ).toEqual([]);
});

describe('two bindings that one request would fit', () => {
  test('one path twice', () => {
    expect(faultsIn(line('users.list', ['GET /users']), line('directory.list', ['GET /users']))).toEqual([
      'GET /t/users and GET /t/users fit the same requests (no `when`)',
    ]);
  });

  test('one spelling twice in a binding', () => {
    expect(faultsIn(line('users.list', ['GET /users', 'GET /users']))).toEqual([
      'GET /t/users and GET /t/users fit the same requests (no `when`)',
    ]);
  });

  test('one shape, told apart by names that no request has', () => {
    expect(
      faultsIn(
        line('users.get', ['GET /users/{id}'], { at: { user } }),
        line('directory.get', ['GET /users/{name}'], { at: { user: inPath('name', 'any') } }),
      ),
    ).toEqual([
      'GET /t/users/{id} and GET /t/users/{name} fit the same requests (no `when`)',
      '/t/users/{id} names its parameters in several ways: id or name',
    ]);
  });

  test('two without a `when` beside one with it', () => {
    expect(
      faultsIn(
        line('users.update', ['POST /users:update']),
        line('users.create', ['POST /users:update']),
        line('users.suspend', ['POST /users:update'], when('action', 'suspend')),
      ),
    ).toEqual(['POST /t/users:update and POST /t/users:update fit the same requests (no `when`)']);
  });

  test('two with the same `when`', () => {
    expect(
      faultsIn(
        line('users.suspend', ['POST /users:update'], when('action', 'suspend')),
        line('users.lock', ['POST /users:update'], when('action', 'suspend')),
      ),
    ).toEqual(['POST /t/users:update and POST /t/users:update fit the same requests (action=suspend)']);
  });

  test('other methods and other shapes are no conflict: the more literal wins', () => {
    expect(
      faultsIn(
        line('users.get', ['GET /users/{id}'], { at: { user } }),
        line('users.delete', ['DELETE /users/{id}'], { at: { user } }),
        line('users.list', ['GET /users/list']),
      ),
    ).toEqual([]);
  });
});

test('bindings of one URL told apart by several fields', () => {
  expect(
    faultsIn(
      line('users.suspend', ['POST /users:update'], when('action', 'suspend')),
      line('users.lock', ['POST /users:update'], when('kind', 'lock')),
    ),
  ).toEqual(['POST /t/users:update is told apart by several fields: action, kind']);
});

describe('parameters and decoders', () => {
  test('a parameter that no decoder reads', () => {
    expect(faultsIn(line('users.get', ['GET /users/{id}']))).toEqual([
      'GET /t/users/{id}: no decoder reads {id}',
    ]);
  });

  test('a second parameter that none reads', () => {
    expect(
      faultsIn(line('users.listSessions', ['GET /users/{id}/sessions/{sid}'], { at: { user } })),
    ).toEqual(['GET /t/users/{id}/sessions/{sid}: no decoder reads {sid}']);
  });

  test('a decoder that reads what an alias does not have', () => {
    expect(faultsIn(line('users.get', ['GET /users/{id}', 'GET /users/get'], { at: { user } }))).toEqual([
      'GET /t/users/get: the path has no {id}',
    ]);
  });

  test('names that differ between methods of one shape', () => {
    expect(
      faultsIn(
        line('users.get', ['GET /users/{id}'], { at: { user } }),
        line('users.delete', ['DELETE /users/{name}'], { at: { user: inPath('name', 'integer') } }),
      ),
    ).toEqual(['/t/users/{id} names its parameters in several ways: id or name']);
  });
});

describe('templates that are none', () => {
  test.each<[string, string]>([
    ['an open brace', 'GET /users/{id'],
    ['a closing brace', 'GET /users/id}'],
    ['text beside a brace', 'GET /users/x{id}'],
    ['an empty name', 'GET /users/{}'],
  ])('%s', (_, spelling) => {
    const [fault = '', ...more] = faultsIn(line('users.list', [spelling as Spelling]));
    expect(more).toEqual([]);
    expect(fault).toContain(spelling.replace(' ', ' /t'));
    expect(fault).toMatch(/a brace stands alone/);
  });

  test('no slash at the beginning', () => {
    const dialect = { ...dialectOf(line('users.list', ['GET users' as Spelling])), prefix: '' as const };
    expect(faultsOf(dialect)).toEqual(['GET users: the path "users" does not start with "/"']);
  });
});

test('an operation that no binding reaches', () => {
  const routes = routesOfDialect(dialectOf(line('users.list', ['GET /users'])));
  expect(() => checkTable(routes, ['users.list', 'users.get'])).toThrow(
    'the operation users.get has no binding',
  );
  expect(() => checkTable(routes)).toThrow('the operation auth.signIn has no binding');
});

describe('an error without a form', () => {
  const good = dialectOf(line('users.list', ['GET /users']));

  test('where the dialect throws', () => {
    const dialect: Dialect = {
      ...good,
      encodeError: (error, operation) => {
        if (error.code === 'policy_in_use') throw new Error('no form');
        return good.encodeError(error, operation);
      },
    };
    expect(faultsOf(dialect)).toEqual(['the dialect test has no form for the error policy_in_use']);
  });

  test('where it answers like a success', () => {
    const dialect: Dialect = {
      ...good,
      encodeError: (error, operation) =>
        error.code === 'rate_limited' ? json(200, {}) : good.encodeError(error, operation),
    };
    expect(faultsOf(dialect)).toEqual(['the dialect test has no form for the error rate_limited']);
  });
});

test('every fault is named, not only the first', () => {
  const faults = faultsIn(
    line('users.list', ['GET /users']),
    line('directory.list', ['GET /users']),
    line('users.get', ['GET /users/{id}']),
    line('users.lock', ['POST /users/{id']),
  );
  expect(faults).toHaveLength(3);
});

test('a bad table is not served: the process would refuse to start', () => {
  const bad: Dialect = { ...dialectOf(line('users.get', ['GET /users/{id}'])), name: 'bad' };
  const start = () => createTable([...DIALECTS, bad]);
  expect(start).toThrow(TableError);
  expect(start).toThrow(/the route table is bad:\n- GET \/t\/users\/\{id\}: no decoder reads \{id\}/);
  // Switched off or not: it would be bad on the day when somebody switches it on.
  expect(() => createTable([...DIALECTS, bad], ['rest'])).toThrow(TableError);
});

test('the table of this release is good, and reaches every operation', () => {
  const bound = new Set(createTable().routes.map(({ binding }) => binding.operation));
  expect([...bound].sort()).toEqual([...OPERATION_IDS].sort());
});

test('docs/routes.md is what the table says; `npm run routes:write` makes it so', () => {
  const document = readFileSync(join(__dirname, '..', '..', 'docs', 'routes.md'), 'utf8');
  expect(document).toBe(routesDocument(createTable().routes));
});
