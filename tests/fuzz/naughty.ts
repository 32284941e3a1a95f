import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Strings that programs stumble over, by what they aim at. One line of the file is one string, as JSON. */
const read = (): ReadonlyMap<string, readonly string[]> => {
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of readFileSync(join(__dirname, 'naughty-strings.txt'), 'utf8').split('\n')) {
    if (line.startsWith('# ')) {
      section = [];
      sections.set(line.slice(2), section);
    } else if (line !== '') section.push(JSON.parse(line) as string);
  }
  return sections;
};

/** Long ones, which would fill the file. */
const LONG = [
  'a'.repeat(256),
  'a'.repeat(4096),
  'ä'.repeat(300),
  '😀'.repeat(80),
  `a${'\u0301'.repeat(500)}`,
  ' '.repeat(1000),
  '%'.repeat(999),
  '9'.repeat(400),
  '('.repeat(2000),
  `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}`,
  `${'a'.repeat(40)}!`.repeat(20),
  '/..'.repeat(200),
];

/** All sections. */
export const NAUGHTY: ReadonlyMap<string, readonly string[]> = new Map([...read(), ['long', LONG]]);

/** All of them. */
export const NAUGHTY_STRINGS: readonly string[] = [...NAUGHTY.values()].flat();
