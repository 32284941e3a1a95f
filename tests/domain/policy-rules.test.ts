import { policyIssues } from '../../src/domain/policy-rules';
import type { TokenPolicyChanges } from '../../src/domain/token-policy';

const fieldsOf = (changes: object): string[] =>
  policyIssues(changes as TokenPolicyChanges).map(({ field, rule }) => `${field} ${rule}`);

describe('the rules of a policy', () => {
  test('let a whole policy through, with or without limits', () => {
    const limits = {
      ratePerMinute: 1,
      requestsPerDay: 1_000_000_000,
      methods: ['GET', 'HEAD'],
      paths: ['/', '/users:get'],
    };
    expect(
      fieldsOf({ name: 'reporting', description: '', ...limits, ips: ['10.0.0.0/8', '::1'], active: false }),
    ).toEqual([]);
    const none = { ratePerMinute: null, requestsPerDay: null, methods: null, paths: null, ips: null };
    expect(fieldsOf({ name: 'n'.repeat(100), description: null, ...none })).toEqual([]);
    expect(fieldsOf({})).toEqual([]);
  });

  test.each([
    ['', 'required'],
    ['  ', 'required'],
    ['n'.repeat(101), 'too_long'],
    ['a\u0000b', 'format'],
    ['a\nb', 'format'],
    ['\ud800', 'format'],
  ])('name %j: %s', (name, rule) => {
    expect(fieldsOf({ name })).toEqual([`name ${rule}`]);
  });

  test('lengths count code points, after trimming', () => {
    expect(fieldsOf({ name: ` ${'𝄞'.repeat(100)} ` })).toEqual([]);
    expect(fieldsOf({ description: '𝄞'.repeat(500) })).toEqual([]);
    expect(fieldsOf({ description: '𝄞'.repeat(501) })).toEqual(['description too_long']);
  });

  test.each([0, -1, 1_000_000_001, 2 ** 53])('%d is no number of requests', (count) => {
    expect(fieldsOf({ ratePerMinute: count, requestsPerDay: count })).toEqual([
      'ratePerMinute range',
      'requestsPerDay range',
    ]);
  });

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no whole number', (count) => {
    expect(fieldsOf({ ratePerMinute: count })).toEqual(['ratePerMinute type']);
  });

  test.each([
    ['methods', [], 'range'],
    ['paths', [], 'range'],
    ['ips', [], 'range'],
    ['methods', ['GET', 'get'], 'one_of'],
    ['methods', ['TRACE'], 'one_of'],
    ['methods', [null], 'one_of'],
    ['paths', ['/api', 'users'], 'type'],
    ['paths', [''], 'type'],
    ['paths', [1], 'type'],
    ['paths', ['/a\u0000'], 'type'],
    ['paths', [`/${'p'.repeat(200)}`], 'too_long'],
    ['paths', Array.from({ length: 101 }, () => '/p'), 'range'],
    ['ips', ['10.0.0.0/33'], 'type'],
    ['ips', ['example.com'], 'type'],
    ['ips', [{}], 'type'],
  ])('%s %j: %s', (field, value, rule) => {
    expect(fieldsOf({ [field]: value })).toEqual([`${field} ${rule}`]);
  });

  test('bounds are inclusive', () => {
    const paths = Array.from({ length: 100 }, () => `/${'p'.repeat(199)}`);
    expect(fieldsOf({ paths })).toEqual([]);
  });
});
