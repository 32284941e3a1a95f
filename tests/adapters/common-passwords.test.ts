import { createCommonPasswords } from '../../src/adapters/common-passwords';

test('the list is read at the first call, once, in canonical form', async () => {
  let readings = 0;
  const list = createCommonPasswords(async () => {
    readings += 1;
    return ['Password', 'ILOVEYOU', 'straße'];
  });
  expect(readings).toBe(0);
  const [one, other] = await Promise.all([list.load(), list.load()]);
  expect([...one]).toEqual(['password', 'iloveyou', 'strasse']);
  expect([other, await list.load()]).toEqual([one, one]);
  expect(readings).toBe(1);
});

test('a list that cannot be read fails the call, and is read again at the next', async () => {
  let readings = 0;
  const list = createCommonPasswords(async () => {
    readings += 1;
    if (readings === 1) throw new Error('no such file');
    return ['password'];
  });
  await expect(list.load()).rejects.toThrow('no such file');
  expect(await list.load()).toEqual(new Set(['password']));
});
