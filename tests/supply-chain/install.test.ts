import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

test.each(['.npmrc', 'tests/tools/.npmrc'])('%s has npm run no script of a package', (file) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split('\n')).toContain('ignore-scripts=true');
});

test('bcrypt brings what it needs for this machine, and nothing is compiled', () => {
  const home = dirname(require.resolve('bcrypt/package.json'));
  expect(existsSync(join(home, 'prebuilds', `${process.platform}-${process.arch}`))).toBe(true);
});
