import { checkTable, TableError } from '../../routes/check';
import { inPath } from '../../routes/locator';
import { createTable, DIALECTS } from '../../routes/table';
import { type Lifecycle, statusAt } from '../../src/domain/lifecycle';
import { dialectOf, line, routesOfDialect } from '../routes/test-dialect';

const at = (text: string): Date => new Date(text);
const JANUARY = at('2026-01-01T00:00:00Z');
const JULY = at('2026-07-01T00:00:00Z');
const user = inPath('id', 'integer');

const faultsOf = (...bindings: Parameters<typeof dialectOf>): readonly string[] => {
  const routes = routesOfDialect(dialectOf(...bindings));
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

describe('a plan on a row', () => {
  const get = ['GET /users/{id}', 'GET /users/get/{id}'] as const;
  const canonical = 'GET /t/users/{id}';

  test('is that of one spelling, or of all with a single one over it', () => {
    const [first, second] = routesOfDialect(
      dialectOf(
        line('users.get', get, {
          at: { user },
          lifecycle: {
            '*': { deprecated: JANUARY, exempt: ['batch'] },
            'GET /users/get/{id}': { sunset: JULY, successor: canonical },
          },
        }),
      ),
    );
    const plain = { deprecatedAt: JANUARY, brownouts: [], exempt: ['batch'] };
    expect(first?.lifecycle).toEqual({ ...plain, sunsetAt: null, successor: null });
    expect(second?.lifecycle).toEqual({ ...plain, sunsetAt: JULY, successor: canonical });
  });

  test('that is good has no faults', () => {
    const plan = {
      deprecated: JANUARY,
      sunset: JULY,
      successor: canonical,
      brownouts: [{ from: JANUARY, until: at('2026-06-30T23:59:59Z') }],
    };
    expect(
      faultsOf(line('users.get', get, { at: { user }, lifecycle: { 'GET /users/get/{id}': plan } })),
    ).toEqual([]);
  });

  test.each([
    [
      'a sunset before its deprecation',
      { deprecated: JULY, sunset: JANUARY },
      'the sunset (2026-01-01T00:00:00Z) is before the deprecation (2026-07-01T00:00:00Z)',
    ],
    ['a sunset alone', { sunset: JULY }, 'a sunset or a brownout without a deprecation'],
    [
      'a brownout alone',
      { brownouts: [{ from: JANUARY, until: JULY }] },
      'a sunset or a brownout without a deprecation',
    ],
    [
      'a brownout that ends before it begins',
      { deprecated: JANUARY, brownouts: [{ from: JULY, until: JANUARY }] },
      'the brownout from 2026-07-01T00:00:00Z ends at 2026-01-01T00:00:00Z, before it begins',
    ],
    [
      'a brownout of no length',
      { deprecated: JANUARY, brownouts: [{ from: JULY, until: JULY }] },
      'the brownout from 2026-07-01T00:00:00Z ends at 2026-07-01T00:00:00Z, before it begins',
    ],
    [
      'a brownout before the deprecation',
      { deprecated: JULY, brownouts: [{ from: JANUARY, until: at('2027-01-01T00:00:00Z') }] },
      'the brownout from 2026-01-01T00:00:00Z begins before the deprecation (2026-07-01T00:00:00Z)',
    ],
    [
      'a brownout that ends after the sunset',
      {
        deprecated: JANUARY,
        sunset: JULY,
        brownouts: [{ from: JANUARY, until: at('2026-07-01T00:00:01Z') }],
      },
      'the brownout from 2026-01-01T00:00:00Z ends at 2026-07-01T00:00:01Z, which is not before the sunset (2026-07-01T00:00:00Z)',
    ],
    [
      'a brownout that ends with the sunset',
      { deprecated: JANUARY, sunset: JULY, brownouts: [{ from: JANUARY, until: JULY }] },
      'the brownout from 2026-01-01T00:00:00Z ends at 2026-07-01T00:00:00Z, which is not before the sunset (2026-07-01T00:00:00Z)',
    ],
    ['no time', { deprecated: at('soon') }, 'a time that is none'],
    [
      'a successor that is no spelling',
      { deprecated: JANUARY, successor: 'GET /t/people' },
      'its successor GET /t/people is no spelling',
    ],
    [
      'a successor that does something else',
      { deprecated: JANUARY, successor: 'GET /t/users' },
      'its successor GET /t/users does something else than users.get',
    ],
    [
      'itself as its successor',
      { deprecated: JANUARY, successor: 'GET /t/users/get/{id}' },
      'its successor GET /t/users/get/{id} is itself on its way out',
    ],
  ])('%s is a fault', (_what, plan, fault) => {
    const found = faultsOf(
      line('users.list', ['GET /users']),
      line('users.get', get, { at: { user }, lifecycle: { 'GET /users/get/{id}': plan } }),
    );
    expect(found).toEqual([`GET /t/users/get/{id}: ${fault}`]);
  });

  test('a successor that goes as well is a fault', () => {
    const found = faultsOf(
      line('users.get', get, {
        at: { user },
        lifecycle: {
          '*': { deprecated: JANUARY },
          'GET /users/get/{id}': { successor: canonical },
        },
      }),
    );
    expect(found).toEqual([`GET /t/users/get/{id}: its successor ${canonical} is itself on its way out`]);
  });

  test('for a spelling that the row does not have is a fault', () => {
    const lifecycle = { 'GET /users/fetch/{id}': { deprecated: JANUARY } } as const;
    expect(faultsOf(line('users.get', get, { at: { user }, lifecycle }))).toEqual([
      'users.get: an end is planned for GET /users/fetch/{id}, which is no spelling of it',
    ]);
  });
});

describe('the status', () => {
  const lifecycle: Lifecycle = {
    deprecatedAt: JANUARY,
    sunsetAt: JULY,
    successor: null,
    brownouts: [{ from: at('2026-03-01T00:00:00Z'), until: at('2026-03-02T00:00:00Z') }],
    exempt: [],
  };

  test.each([
    ['2025-12-31T23:59:59.999Z', 'live'],
    ['2026-01-01T00:00:00.000Z', 'deprecated'],
    ['2026-02-28T23:59:59.999Z', 'deprecated'],
    ['2026-03-01T00:00:00.000Z', 'brownout'],
    ['2026-03-01T23:59:59.999Z', 'brownout'],
    ['2026-03-02T00:00:00.000Z', 'deprecated'],
    ['2026-06-30T23:59:59.999Z', 'deprecated'],
    ['2026-07-01T00:00:00.000Z', 'sunset'],
    ['2036-07-01T00:00:00.000Z', 'sunset'],
  ])('at %s is %s', (time, status) => {
    expect(statusAt(lifecycle, at(time))).toBe(status);
  });

  test('is live where no end is planned', () => {
    expect(statusAt(null, JULY)).toBe('live');
  });
});

test('the shipped table deprecates nothing: the seeds are law', () => {
  expect(createTable().routes.filter(({ lifecycle }) => lifecycle !== null)).toEqual([]);
});

describe('where nobody names a successor', () => {
  const deprecated = { deprecated: JANUARY };
  const successorOf = (label: string, ...matches: string[]): string | null | undefined =>
    createTable(
      DIALECTS,
      undefined,
      matches.map((match) => ({ match, plan: deprecated })),
    ).routes.find((route) => route.label === label)?.lifecycle?.successor;

  test.each<[string, string, string[], string | null]>([
    ['an alias', 'GET /api/users/get/{id}', ['aliases:rest'], 'GET /api/users/{id}'],
    ['one of several methods', 'POST /api/users/update/{id}', ['aliases:rest'], 'PUT /api/users/{id}'],
    ['a whole dialect', 'GET /users:get', ['dialect:colon'], 'GET /api/users/{id}'],
    ['an alias of a dialect that goes', 'PATCH /api/v1/users/{id}', ['dialect:rails'], 'PUT /api/users/{id}'],
    ['rest itself', 'GET /api/users/get/{id}', ['dialect:rest'], null],
    ['what rest cannot do', 'GET /health', ['dialect:colon'], null],
    [
      'a read of which rest answers nothing',
      'GET /form/api/v1/user/security/lock-status/{id}',
      ['dialect:flask'],
      null,
    ],
    ['rest first, then another', 'GET /users:get', ['dialect:colon', 'dialect:rest'], null],
  ])('%s', (_what, label, matches, successor) => {
    expect(successorOf(label, ...matches)).toBe(successor);
  });

  test('one that is switched off is none', () => {
    const rules = [{ match: 'dialect:colon', plan: deprecated }];
    const { routes } = createTable(DIALECTS, ['colon'], rules);
    const get = routes.find(({ label }) => label === 'GET /users:get');
    expect(get?.lifecycle?.successor).toBeNull();
  });
});
