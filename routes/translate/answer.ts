import type { ExpectedAnswer, Remark } from '../../src/domain/translation';
import type { Route } from '../route';
import { remark } from './remarks';

/** What a route answers with, and what of the answer to another it does not tell. */
export const answerOf = (from: Route, { dialect, binding }: Route): ExpectedAnswer => {
  const told = new Set(binding.shown?.fields.map(({ shows }) => shows));
  const missing = (from.binding.shown?.fields ?? []).filter(({ shows }) => shows && !told.has(shows));
  const reasons = dialect.losses.shown as Readonly<Record<string, string>>;
  return {
    status: binding.status,
    schema: binding.told.schema,
    example: binding.told.example,
    lacks: missing.map(({ key, shows = '' }) =>
      remark(shows, `${dialect.name}: ${reasons[shows] ?? 'not in this answer'}`, key),
    ),
  };
};

/** What a route answers a HEAD with: no body, whatever it would hold. */
export const emptyAnswerOf = ({ binding }: Route): ExpectedAnswer => ({
  status: binding.status,
  schema: null,
  example: null,
  lacks: [],
});

/** What a route asks of the caller beyond what another does. */
export const demandsOf = (from: Route, { binding, dialect }: Route): Remark[] => [
  ...(binding.floor && !from.binding.floor
    ? [remark('permission', `${dialect.name} lets administrators alone do this`)]
    : []),
  ...(binding.refusesOneself && !from.binding.refusesOneself
    ? [remark('permission', `${dialect.name} lets nobody do this to the own account`)]
    : []),
];
