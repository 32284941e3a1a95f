import type { Remark } from '../../../src/domain/translation';
import type { OperationId } from '../../../src/operations/contract';
import type { Route } from '../../route';
import { differences, essential, type Values } from '../canonical';
import { remark } from '../remarks';
import { reasonFor } from './reasons';
import type { Saying, Wanted } from './wanted';
import { NEAR } from './write-query';

/** What became of what was wanted. */
interface Outcome {
  /** What the server would take the request for. */
  readonly target: Values;
  readonly refused: Readonly<Record<string, string>>;
  /** Names of what is open or was filled. */
  readonly settled: readonly string[];
}

/** What of the wanted the request does not say: found by holding what would be heard against what was meant. */
export const lossesOf = (
  route: Route,
  wanted: Wanted,
  { table, meaning }: Saying,
  { target, refused, settled }: Outcome,
): Remark[] => {
  const situation = { table, route, operation: wanted.operation, refused, target };
  const unsaid = Object.keys(wanted.open).filter((name) => !settled.includes(name));
  const other = differences(wanted.operation, wanted.said, target).filter((name) => !(name in wanted.open));
  const isFill = (name: string): boolean => settled.includes(name) && !(name in wanted.said);
  // A filter that nearly means what was asked for stands in its place, which is told of that one.
  const isInPlace = (name: string): boolean =>
    name in NEAR && !(name in wanted.said) && !(name in wanted.open);
  return [...new Set([...unsaid, ...other])]
    .filter((name) => !isFill(name) && !isInPlace(name))
    .map((name) => remark(name, reasonFor(situation, name), meaning.names[name]));
};

/** What does nothing at all where nothing is said. */
const CHANGES: ReadonlySet<OperationId> = new Set<OperationId>([
  'users.update',
  'tokens.update',
  'policies.update',
]);

/** Whether nothing is left of what was to be done, or something without which it is another request. */
export const isPointless = ({ operation, said, open, must }: Wanted, lost: readonly Remark[]): boolean => {
  const gone = new Set(lost.map(({ field }) => field));
  const names = [...Object.keys(essential(operation, said)), ...Object.keys(open)];
  const isEmpty = names.length > 0 && names.every((name) => gone.has(name));
  return (isEmpty && CHANGES.has(operation)) || must.some((name) => gone.has(name));
};
