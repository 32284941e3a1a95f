import { type Around, type Draft, type Mutation, naughty } from '../draft';
import { withHeader } from '../fuzz-request';
import { ODD_HEADERS } from './odd-headers';

const NAMES = Object.keys(ODD_HEADERS);

/** Node's client keeps its word about lengths, so a wrong one is for raw requests. */
const isLie = (name: string, { body, json }: Draft): boolean =>
  name === 'Content-Length' && (body !== null || json !== undefined);

const one =
  (nameOf: (around: Around) => string): Mutation =>
  (draft, around) => {
    const name = nameOf(around);
    if (isLie(name, draft)) return draft;
    const values = ODD_HEADERS[name]?.(around, draft) ?? [''];
    return withHeader(
      draft,
      name,
      around.draw.chance(0.15) ? naughty(around.draw) : around.draw.pick(values),
    );
  };

const absent: Mutation = (draft, { draw }) =>
  withHeader(draft, draw.pick(['Authorization', 'Content-Type']), null);

const twice: Mutation = (draft, { draw }) => {
  if (draft.headers.length === 0) return draft;
  const [name, value] = draw.pick(draft.headers);
  return { ...draft, headers: [...draft.headers, [name, draw.chance(0.5) ? value : 'x']] };
};

const many: Mutation = (draft, { draw }) => ({
  ...draft,
  headers: [
    ...draft.headers,
    ...Array.from({ length: 1 + draw.below(600) }, (_, index) => [`X-${index}`, 'y'] as const),
  ],
});

/** Headers, most of all those that decide something. */
export const HEADER_MUTATIONS: readonly Mutation[] = [
  one(({ draw }) => draw.pick(NAMES)),
  one(({ draw }) => draw.pick(NAMES)),
  one(({ draw }) => draw.pick(NAMES)),
  one(({ draw }) =>
    draw.pick(['Authorization', 'Content-Type', 'Content-Encoding', 'If-Match', 'Idempotency-Key']),
  ),
  absent,
  twice,
  many,
];
