import {
  allowsMethod,
  allowsPath,
  isBelow,
  POLICY_METHODS,
  type TokenPolicy,
} from '../../src/domain/token-policy';

const AT = '2026-02-08T04:36:57.000000Z';

const policy = (limits: Partial<TokenPolicy>): TokenPolicy => ({
  id: 1,
  name: 'test',
  description: null,
  ratePerMinute: null,
  requestsPerDay: null,
  methods: null,
  paths: null,
  ips: null,
  active: true,
  createdAt: AT,
  updatedAt: AT,
  ...limits,
});

describe('a path lies below a prefix that ends at a / or a :', () => {
  test.each([
    ['/api/users', '/api/users'],
    ['/api/users', '/api/users/'],
    ['/api/users', '/api/users/5'],
    ['/api/users', '/api/users/5/suspend'],
    ['/api/users/', '/api/users/5'],
    ['/users', '/users:list'],
    ['/users:', '/users:list'],
    ['/', '/anything'],
    ['/api', '/api:batch'],
  ])('%s: %s does', (prefix, path) => {
    expect(isBelow(prefix, path)).toBe(true);
  });

  test.each([
    ['/api/users', '/api/users2'],
    ['/api/users', '/api/user'],
    ['/api/users', '/api/usersX/5'],
    ['/api/users', '/api/users-export'],
    ['/api/users', '/api/users%2F5'],
    ['/api/users', '/api/users?x'],
    ['/api/users', '/API/users'],
    ['/api/users', '/x/api/users'],
    ['/api/users/', '/api/users'],
    ['/users:list', '/users:listing'],
    ['/users:', '/users'],
  ])('%s: %s does not', (prefix, path) => {
    expect(isBelow(prefix, path)).toBe(false);
  });
});

test('without a list every method is allowed', () => {
  expect(POLICY_METHODS.filter((method) => allowsMethod(policy({}), method))).toEqual([...POLICY_METHODS]);
});

test('with a list only its methods are, and HEAD where GET is', () => {
  const allowed = (methods: TokenPolicy['methods']): string[] =>
    POLICY_METHODS.filter((method) => allowsMethod(policy({ methods }), method));
  expect(allowed(['GET'])).toEqual(['GET', 'HEAD']);
  expect(allowed(['HEAD'])).toEqual(['HEAD']);
  expect(allowed(['POST', 'DELETE'])).toEqual(['POST', 'DELETE']);
  expect(allowsMethod(policy({ methods: ['GET'] }), 'get')).toBe(false);
});

test('a path is allowed when one of its spellings lies below one of the prefixes', () => {
  const spellings = ['/api/users/get/5', '/api/users/5'];
  expect(allowsPath(policy({}), spellings)).toBe(true);
  expect(allowsPath(policy({ paths: ['/api/users'] }), spellings)).toBe(true);
  expect(allowsPath(policy({ paths: ['/api/users/5'] }), spellings)).toBe(true);
  expect(allowsPath(policy({ paths: ['/api/users/get'] }), spellings)).toBe(true);
  expect(allowsPath(policy({ paths: ['/api/policies', '/api/users/5'] }), spellings)).toBe(true);
  expect(allowsPath(policy({ paths: ['/api/users/6', '/api/policies'] }), spellings)).toBe(false);
});
