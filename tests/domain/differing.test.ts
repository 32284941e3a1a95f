import { differing } from '../../src/domain/differing';

interface Thing {
  readonly name: string | null;
  readonly tags: readonly string[] | null;
}

test('only what would alter the record remains, lists compared by content', () => {
  const thing: Thing = { name: 'a', tags: ['x', 'y'] };
  expect(differing(thing, { name: 'a', tags: ['x', 'y'] })).toEqual({});
  expect(differing(thing, { name: null, tags: ['y', 'x'] })).toEqual({ name: null, tags: ['y', 'x'] });
  expect(differing(thing, { name: undefined })).toEqual({});
  expect(differing({ name: null, tags: null }, { name: null })).toEqual({});
});
