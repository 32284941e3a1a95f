import { SPECS } from '../../../src/operations/specs';
import { permissionOf } from '../../describe';
import type { Route } from '../../route';
import { describeWhen } from '../../when';
import { playOf } from './plan';

/** A route with what the table says beside it. */
export interface Described {
  readonly route: Route;
  /** All spellings of its binding, the canonical first. */
  readonly spellings: readonly Route[];
  /** The bindings of its operation in its dialect, by their canonical routes. */
  readonly siblings: readonly Route[];
}

const code = (text: string): string => `\`${text}\``;

/** What tells a binding from the others of its operation: its condition, else its path. */
const distinction = ({ route, siblings }: Described): string => {
  const { binding, canonicalPath, dialect } = route;
  if (siblings[0]?.binding === binding) return '';
  return ` (${binding.when ? describeWhen(binding.when) : canonicalPath.slice(dialect.prefix.length)})`;
};

const aliasMark = ({ route, spellings }: Described): string => {
  const index = spellings.indexOf(route);
  if (index < 1) return '';
  return index === 1 ? ' (alias)' : ` (alias ${index})`;
};

/** What a request is called: what it does, and which spelling it is. */
export const nameOf = (described: Described): string =>
  SPECS[described.route.binding.operation].summary + distinction(described) + aliasMark(described);

const bodyLines = ({ binding }: Route): string[] => {
  const { fields = [], required = [] } = binding.body ?? {};
  if (fields.length === 0) return [];
  const words = fields.map(({ key }) => code(key) + (required.includes(key) ? '' : ' (optional)'));
  return [`Body: ${words.join(', ')}. What is not named here is ignored.`];
};

const spellingLines = ({ route, spellings }: Described): string[] => {
  const [canonical, ...aliases] = spellings;
  if (canonical !== route) return [`The same as ${code(canonical?.label ?? '')}, in every respect.`];
  return aliases.length > 0 ? [`Also: ${aliases.map(({ label }) => code(label)).join(', ')}.`] : [];
};

const NO_CODE =
  'A run cannot know a one-time code: it sends a wrong one, for a number that nobody has, and expects the refusal. Put your number and the code that you were sent into the body.';

const NOT_IN_RUNS =
  'Left out of runs: with the dialects that are switched on, nothing makes what this request is aimed at.';

/** What is told of a request beside it. */
export const descriptionOf = (described: Described, isPlayable = true): string => {
  const { route } = described;
  const { operation, when } = route.binding;
  const { summary, audit, access } = SPECS[operation];
  return [
    `${summary}: ${code(route.label)}${when ? ` when ${code(describeWhen(when))}` : ''} is ${code(operation)}.`,
    access === 'public'
      ? 'For everybody, without a token.'
      : `Who may: ${permissionOf(access, route.binding)}.`,
    ...(audit === undefined ? [] : [`Leaves ${code(audit)} in the audit trail.`]),
    ...spellingLines(described),
    ...bodyLines(route),
    ...(playOf(route.binding).refused === undefined ? [] : [NO_CODE]),
    ...(isPlayable ? [] : [NOT_IN_RUNS]),
  ].join('\n\n');
};
