import { type Around, type Draft, inUrl, type Mutation, naughty } from '../draft';
import type { Draw } from '../draw';

const COMMON = ['limit', 'cursor', 'page', 'per_page', 'offset', 'sort', 'order', 'q', 'search', 'filter'];
const ODD = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
  'id',
  'action',
  '_method',
  'callback',
  '$where',
];

const nameFor = ({ operation, draw }: Around): string => {
  const declared = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  return declared.length > 0 && draw.chance(0.7) ? draw.pick(declared) : draw.pick([...COMMON, ...ODD]);
};

const without = ({ query }: Draft, name: string): string[] =>
  query.filter((pair) => pair.split('=')[0] !== name);

const naughtyValue: Mutation = (draft, around) => {
  const name = nameFor(around);
  const pair = `${name}=${inUrl(naughty(around.draw), around.draw)}`;
  return { ...draft, query: [...without(draft, name), pair] };
};

const naughtyName: Mutation = (draft, { draw }) => ({
  ...draft,
  query: [...draft.query, `${inUrl(naughty(draw), draw)}=${inUrl(naughty(draw), draw)}`],
});

const twice: Mutation = (draft, around) => {
  const { draw } = around;
  const name = nameFor(around);
  const pairs = Array.from({ length: 2 + draw.below(3) }, () => `${name}=${draw.below(100)}`);
  return { ...draft, query: [...without(draft, name), ...pairs] };
};

const SUFFIXES = ['[]', '[0]', '[a]', '[__proto__]', '[a][b][c]', '%5B%5D', '.x', '[$gt]', '[', ']'];

const nested: Mutation = (draft, around) => {
  const name = nameFor(around);
  const pair = `${name}${around.draw.pick(SUFFIXES)}=${inUrl(naughty(around.draw), around.draw)}`;
  return { ...draft, query: [...without(draft, name), pair] };
};

const SYNTAX = [
  '&',
  '=',
  '&&=',
  '=&=',
  '%',
  '%zz=1',
  'limit',
  'limit=',
  '=1',
  '?',
  '??',
  '#',
  'a=b=c',
  '+',
  '%00',
  '+=+',
];

const oddSyntax: Mutation = (draft, { draw }) => ({ ...draft, query: [...draft.query, draw.pick(SYNTAX)] });

const many: Mutation = (draft, { draw }) => ({
  ...draft,
  query: [
    ...draft.query,
    ...Array.from({ length: 1200 }, (_, index) => `${draw.pick(['a', 'limit', 'a[]'])}${index % 7}=1`),
  ],
});

/** A cursor that was nobody's, or is broken. */
const cursorFor = (draw: Draw): string => {
  const inside = draw.pick([
    '["50",50]',
    '[]',
    '{}',
    'null',
    '[null,null]',
    '["x"]',
    '[1e309]',
    '["\\u0000",1]',
    '[[[]]]',
  ]);
  const coded = Buffer.from(inside).toString('base64url');
  return draw.pick([
    `${coded}.${'A'.repeat(8)}`,
    coded,
    `${coded}.`,
    `.${coded}`,
    `${coded}=`,
    'WyI1MCIsNTBd.cXR5dWlv',
  ]);
};

const cursor: Mutation = (draft, { draw }) => ({
  ...draft,
  query: [
    ...without(draft, 'cursor'),
    `${draw.pick(['cursor', 'cursor', 'after'])}=${cursorFor(draw)}`,
    ...(draw.chance(0.3) ? ['limit=2'] : []),
  ],
});

/** What stands after the question mark. */
export const QUERIES: readonly Mutation[] = [
  naughtyValue,
  naughtyValue,
  naughtyValue,
  naughtyName,
  twice,
  nested,
  oddSyntax,
  cursor,
  many,
];
