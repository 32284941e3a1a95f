import { createHash } from 'node:crypto';
import { toCanonical } from '../../src/domain/text';
import table from './canonical-classes.json';

const parseRange = (text: string): [number, number] => {
  const [first = '', last = first] = text.split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
};

/** The characters of the Unicode version that the table was made with; later ones are nobody's fault. */
const assigned = table.assigned
  .split(' ')
  .map(parseRange)
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));

test(`the same characters are one as in the tables of Python, for all ${assigned.length} of Unicode ${table.unicode}`, () => {
  const names = new Map<string, number>();
  const lines = new Map<string, string[]>();
  for (const point of assigned) {
    const form = toCanonical(`a${String.fromCodePoint(point)}b`);
    const name = names.get(form) ?? point;
    names.set(form, name);
    const block = (Math.floor(point / table.blockSize) * table.blockSize).toString(16);
    const line = `${point.toString(16)} ${name.toString(16)}\n`;
    lines.get(block)?.push(line) ?? lines.set(block, [line]);
  }
  const digests = Object.fromEntries(
    [...lines].map(([block, own]) => [
      block,
      createHash('sha256').update(own.join('')).digest('hex').slice(0, 16),
    ]),
  );
  expect(digests).toEqual(table.digests);
});

test('the canonical form of a canonical form is itself, for every character that this Node knows', () => {
  const unstable: string[] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const text = String.fromCodePoint(point);
    if (/[\p{Cn}\p{Cs}\p{Co}]/u.test(text)) continue;
    const form = toCanonical(`x${text}y`);
    if (toCanonical(form) !== form) unstable.push(point.toString(16));
  }
  expect(unstable).toEqual([]);
});
