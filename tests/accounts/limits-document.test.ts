import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';

const ROOT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');

const EXAMPLE = parseEnv(read('.env.example')) as Readonly<Record<string, string>>;

const ROWS = read('docs/limits.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, what = '']) => !what.startsWith('**'))
  .map(([, what = '', shown = '', setting = '']) => ({ what, shown, setting }));

test('every limit is a setting with its default, or fixed', () => {
  expect(ROWS.length).toBeGreaterThan(30);
  for (const { what, shown, setting } of ROWS) {
    const name = /^`([A-Z_]+)`$/.exec(setting)?.[1];
    expect([what, name ?? setting]).toEqual([what, name === undefined ? 'fixed' : expect.any(String)]);
    if (name !== undefined) expect([name, /^`([^`]+)`/.exec(shown)?.[1]]).toEqual([name, EXAMPLE[name]]);
  }
});

test('every figure of accounts that can be set is there', () => {
  const figures = Object.keys(EXAMPLE).filter(
    (name) => /^(PASSWORD|OTP|SESSION)_|_TTL$/.test(name) && !/SENDER$|WEBHOOK/.test(name),
  );
  expect(figures.filter((name) => !ROWS.some(({ setting }) => setting === `\`${name}\``))).toEqual([]);
});
