import { type Around, type Draft, inUrl, type Mutation, naughty } from '../draft';

const segmentsOf = ({ path }: Draft): string[] => path.split('/').slice(1);

const withSegment = (draft: Draft, index: number, segment: string): Draft => ({
  ...draft,
  path: `/${segmentsOf(draft).toSpliced(index, 1, segment).join('/')}`,
});

/** Where the template has its parameters. */
const parametersIn = ({ operation }: Around): number[] =>
  operation.path
    .split('/')
    .slice(1)
    .flatMap((segment, index) => (segment.startsWith('{') ? [index] : []));

/** A naughty string for an id, or for any other segment where the path has no id. */
const naughtySegment: Mutation = (draft, around) => {
  const { draw } = around;
  const parameters = parametersIn(around);
  const index = parameters.length > 0 ? draw.pick(parameters) : draw.below(segmentsOf(draft).length);
  return withSegment(draft, index, inUrl(naughty(draw), draw));
};

const WAYS: readonly ((segment: string) => string)[] = [
  (segment) => segment.toUpperCase(),
  (segment) => `${segment}/`,
  (segment) => `/${segment}`,
  (segment) => `./${segment}`,
  (segment) => `x/../${segment}`,
  (segment) => `%2e%2e/${segment}`,
  (segment) => `%2e/${segment}`,
  (segment) => `${segment}%2f`,
  (segment) => `${segment}%00`,
  (segment) => `${segment}%20`,
  (segment) => `${segment}.json`,
  (segment) => `${segment};a=b`,
  (segment) => `${segment}#x`,
  (segment) => `${segment}\\`,
  (segment) => `${segment}%`,
  (segment) => `${segment}%c0%ae`,
  (segment) => segment.replaceAll(/[a-z:]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (segment) => segment.replaceAll(':', '%3A'),
  (segment) => segment.slice(1),
  () => '',
];

/** The same segment, spelled as nobody spells it. */
const oddlySpelled: Mutation = (draft, { draw }) => {
  const segments = segmentsOf(draft);
  const index = draw.below(segments.length);
  return withSegment(draft, index, draw.pick(WAYS)(segments[index] ?? ''));
};

const longer: Mutation = (draft, { draw }) => ({
  ...draft,
  path: draft.path + `/${draw.pick(['a', '..', '%2e', '1', ''])}`.repeat(1 + draw.below(300)),
});

const elsewhere: Mutation = (draft, { draw }) => ({
  ...draft,
  path: `/${inUrl(naughty(draw), draw)}${draw.chance(0.5) ? draft.path : ''}`,
});

/** Paths, often those of ids. */
export const PATHS: readonly Mutation[] = [
  naughtySegment,
  naughtySegment,
  naughtySegment,
  oddlySpelled,
  oddlySpelled,
  longer,
  elsewhere,
];
