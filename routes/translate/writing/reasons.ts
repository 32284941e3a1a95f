import type { OperationId } from '../../../src/operations/contract';
import type { Route } from '../../route';
import type { RouteTable } from '../../table';
import { describeWhen } from '../../when';
import type { Values } from '../canonical';

/** Why something that no field says is otherwise in the other dialect. */
const UNSAID: Readonly<Record<string, string>> = {
  endsAll: 'there is no saying whether the session that asks ends with the others',
  limit: 'its list comes in pages, each with the way to the next one',
  after: 'a cursor is good for the list alone that gave it: begin with the first page',
  'filter.role': 'those alone whose first role it is',
  'filter.primaryRole': 'all who have the role, also after another one',
};

/** The parts of a reason: what is known of the try. */
export interface Situation {
  readonly table: RouteTable;
  readonly route: Route;
  readonly operation: OperationId;
  readonly refused: Readonly<Record<string, string>>;
  /** What the try says in the end. */
  readonly target: Values;
}

const declaredLoss = ({ route: { dialect }, operation }: Situation, name: string): string | undefined => {
  const isOfUser = operation === 'users.create' || operation === 'users.update';
  return isOfUser ? (dialect.losses.written as Readonly<Record<string, string>>)[name] : undefined;
};

/** Another binding of the dialect that says it for the same operation. */
const elsewhere = ({ table, route, operation }: Situation, name: string): string | undefined => {
  const other = table.routes.find(
    ({ dialect, binding }) =>
      dialect === route.dialect &&
      binding !== route.binding &&
      binding.operation === operation &&
      binding.body?.fields.some(({ to }) => to === name),
  );
  if (!other) return undefined;
  const { when } = other.binding;
  return `in a request of its own: ${other.label}${when ? ` with ${describeWhen(when)}` : ''}`;
};

/** Whether the route has a word for it after all, so that it is the value that has none. */
const hasField = ({ binding: { body } }: Route, name: string): boolean =>
  body?.fields.some(({ to, isPartial }) => to === name && !isPartial) ?? false;

const isNearFilter = (name: string, target: Values): boolean =>
  name.startsWith('filter.') && ('filter.role' in target || 'filter.primaryRole' in target);

/** Why what was said is not what the other dialect says in its place. */
export const reasonFor = (situation: Situation, name: string): string => {
  const { route, refused, target } = situation;
  const { name: dialect } = route.dialect;
  if (refused[name] !== undefined) return `${dialect} refuses it: ${refused[name]}`;
  if (UNSAID[name] !== undefined && (!name.startsWith('filter.') || isNearFilter(name, target)))
    return `${dialect}: ${UNSAID[name]}`;
  const loss = declaredLoss(situation, name) ?? elsewhere(situation, name);
  if (loss !== undefined) return `${dialect}: ${loss}`;
  if (name === 'order') return `${dialect} cannot order its list so`;
  if (name in target) return `${dialect} means ${JSON.stringify(target[name])} where it says nothing else`;
  if (hasField(route, name)) return `${dialect} reads what would say it as nothing`;
  return name.startsWith('filter.') ? `${dialect} has no such filter` : `${dialect} has no field for it`;
};
