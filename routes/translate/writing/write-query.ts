import type { QueryParameter } from '../../codec/query';
import type { Route } from '../../route';
import type { Meaning } from '../meaning';
import type { Wanted } from './wanted';

/** A query in the words of a route. */
export interface WrittenQuery {
  readonly query: Readonly<Record<string, string>>;
  /** The part of it that a decoder can judge. */
  readonly sent: Readonly<Record<string, string>>;
  /** The domain's names of what is left open in it. */
  readonly open: readonly string[];
}

/** Filters that nearly mean the same, for dialects that have the other one alone. */
export const NEAR: Readonly<Record<string, string>> = {
  'filter.role': 'filter.primaryRole',
  'filter.primaryRole': 'filter.role',
};

/** The name of what a parameter is to say: its own, or one near it that the route has no parameter for. */
const nameFor = ({ to }: QueryParameter, wanted: Wanted, { binding }: Route): string => {
  const near = NEAR[to];
  const isMissing = near !== undefined && !binding.query?.some((other) => other.to === near);
  const isWanted = near !== undefined && (near in wanted.said || near in wanted.open);
  return isMissing && isWanted ? near : to;
};

const textOf = (parameter: QueryParameter, value: unknown): string | undefined =>
  parameter.write ? parameter.write(value) : String(value);

interface Said {
  readonly parameter: QueryParameter;
  /** What it says, by the domain's name. */
  readonly from: string;
  readonly text: string;
  readonly isOpen: boolean;
}

const say = (parameter: QueryParameter, route: Route, wanted: Wanted, meaning: Meaning): Said | null => {
  const from = nameFor(parameter, wanted, route);
  if (from in wanted.open) {
    const isForeign = from === 'after' && meaning.route.binding !== route.binding;
    return isForeign ? null : { parameter, from, text: String(wanted.open[from]), isOpen: true };
  }
  const text = from in wanted.said ? textOf(parameter, wanted.said[from]) : undefined;
  return text === undefined ? null : { parameter, from, text, isOpen: false };
};

const toQuery = (said: readonly Said[]): Record<string, string> =>
  Object.fromEntries(said.map(({ parameter, text }) => [parameter.name, text]));

/** Writes what is wanted into the parameters of a route. A cursor is handed on to the list alone that it came from. */
export const writeQuery = (route: Route, wanted: Wanted, meaning: Meaning): WrittenQuery => {
  const all = (route.binding.query ?? []).flatMap(
    (parameter) => say(parameter, route, wanted, meaning) ?? [],
  );
  // Two parameters may be for the same thing, such as a role by its name and by its id.
  const said = all.filter(({ from }, index) => all.findIndex((other) => other.from === from) === index);
  return {
    query: toQuery(said),
    sent: toQuery(said.filter(({ isOpen }) => !isOpen)),
    open: said.flatMap(({ isOpen, from, parameter }) => (isOpen && from === parameter.to ? [from] : [])),
  };
};
