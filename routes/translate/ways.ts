import { essential, isSame, type Values } from './canonical';
import { EQUIVALENTS, type Equivalent } from './equivalents';
import type { Meaning } from './meaning';
import type { Wanted } from './writing/wanted';

/** What the request gave, and what it means without saying so where that is not meant anyway. */
const given = ({ route, said, raw }: Meaning): Values => {
  const meant = essential(route.binding.operation, said);
  return Object.fromEntries(Object.entries(said).filter(([name]) => name in raw || name in meant));
};

/** A meaning through its own operation. */
export const asItself = (meaning: Meaning): Wanted => ({
  operation: meaning.route.binding.operation,
  aims: meaning.aims,
  said: given(meaning),
  open: meaning.open,
  must: [],
});

const through = (meaning: Meaning, { as, saying = {}, carrying = [], onOneself }: Equivalent): Wanted => {
  const own = asItself(meaning);
  const meant = essential(own.operation, own.said);
  return {
    operation: as,
    aims: onOneself ? { user: { kind: 'caller' } } : own.aims,
    said: { ...meant, ...saying },
    open: own.open,
    must: [...Object.keys(saying), ...carrying],
  };
};

const namesOf = ({ saying = {}, carrying = [] }: Equivalent): string[] => [
  ...Object.keys(saying),
  ...carrying,
];

/** Whether a meaning says what the equivalent says, be it among other things. */
const saysIt = ({ said, open }: Meaning, equivalent: Equivalent): boolean => {
  const { saying = {}, carrying = [] } = equivalent;
  const isSaid = ([name, value]: [string, unknown]): boolean =>
    Object.hasOwn(said, name) && isSame(name, said[name], value);
  return (
    namesOf(equivalent).length > 0 &&
    Object.entries(saying).every(isSaid) &&
    carrying.every((name) => Object.hasOwn(said, name) || Object.hasOwn(open, name))
  );
};

/** The equivalent says by its name what the other says in its body; what that says besides is lost with it. */
const back = (meaning: Meaning, { operation, saying = {}, carrying = [] }: Equivalent): Wanted => ({
  ...asItself(meaning),
  operation,
  said: Object.fromEntries(Object.entries(given(meaning)).filter(([name]) => !Object.hasOwn(saying, name))),
  must: carrying,
});

/** A meaning through the operations that do the same, in the order of their table. */
export const asOthers = (meaning: Meaning): Wanted[] =>
  EQUIVALENTS.flatMap((equivalent) => {
    const { operation } = meaning.route.binding;
    if (equivalent.operation === operation) return [through(meaning, equivalent)];
    return equivalent.as === operation && saysIt(meaning, equivalent) ? [back(meaning, equivalent)] : [];
  });
