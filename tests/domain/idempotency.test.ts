import fc from 'fast-check';
import { canonicalText } from '../../src/domain/idempotency';

test.each([
  [{ b: 1, a: { d: [2, { f: 3, e: 4 }], c: null } }, '{"a":{"c":null,"d":[2,{"e":4,"f":3}]},"b":1}'],
  [{ a: undefined, b: '' }, '{"b":""}'],
  [{ list: ['b', 'a'] }, '{"list":["b","a"]}'],
  [{}, '{}'],
] as const)('%j', (value, text) => {
  expect(canonicalText(value)).toBe(text);
});

test('says the same however the fields stand, and something else for something else', () => {
  const objects = fc.dictionary(fc.string(), fc.jsonValue());
  const sample = fc.assert(
    fc.property(objects, objects, (one, other) => {
      const turned = Object.fromEntries(Object.entries(one).reverse());
      expect(canonicalText(turned)).toBe(canonicalText(one));
      const isSame = canonicalText(one) === canonicalText(other);
      expect(isSame).toBe(canonicalText(JSON.parse(JSON.stringify(one))) === canonicalText(other));
    }),
  );
  expect(sample).toBeUndefined();
});
