import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { requirementsOf } from './asvs-levels';

const ROOT = resolve(__dirname, '../..');
const TEXT = readFileSync(resolve(ROOT, 'docs/security/asvs.md'), 'utf8');

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const ROWS = TEXT.split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
  .map(cellsOf)
  .map(([number = '', level = '', asked = '', state = '', why = '']) => ({
    number,
    level,
    asked,
    state,
    why,
  }));

const STATES = ['met', 'not met', 'n/a'];

/** Files named as evidence. */
const PATH =
  /^(?:(?:src|routes|db|tests|docs|bin)\/[\w./-]+|[A-Z]+\.md|[\w-]+\.(?:yml|json)|\.dockerignore)$/;

const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted).filter((quoted) => PATH.test(quoted));

test('every requirement of the levels 1 and 2 is judged once, in order', () => {
  expect(ROWS.map(({ number, level }) => [number, level])).toEqual(requirementsOf('12'));
  expect([requirementsOf('1').length, requirementsOf('2').length]).toEqual([70, 183]);
});

test('each says what is asked, how it stands, and why', () => {
  for (const { number, asked, state, why } of ROWS) {
    expect([number, STATES]).toEqual([number, expect.arrayContaining([state])]);
    expect([number, asked.length > 5, why.length > 5]).toEqual([number, true, true]);
  }
});

test('every file that is named as evidence is there', () => {
  const paths = [...new Set(pathsIn(TEXT))];
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
});

test('what is said to be met shows it by a file', () => {
  const bare = ROWS.filter(({ state, why }) => state === 'met' && pathsIn(why).length === 0);
  const known = ['3.5.4'];
  expect(bare.map(({ number }) => number).filter((number) => !known.includes(number))).toEqual([]);
});

test('the counts at the top are those of the rows', () => {
  const count = (levels: string): number[] =>
    STATES.map((state) => ROWS.filter((row) => row.state === state && levels.includes(row.level)).length);
  const told = TEXT.split('\n')
    .filter((line) => /^\| (level \d|both) \|/.test(line))
    .map((line) => cellsOf(line).slice(1).map(Number));
  expect(told).toEqual([count('1'), count('2'), count('12')]);
});
