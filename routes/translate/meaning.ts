import { AppError } from '../../src/domain/error';
import type { Remark } from '../../src/domain/translation';
import { wireNames } from '../codec/body';
import { firstProblem } from '../codec/phrases';
import type { Route } from '../route';
import type { WireRequest } from '../wire';
import { type Aims, readAims } from './aims';
import { type Values, valuesOf } from './canonical';
import type { NameMaker } from './names';
import { inputOf } from './probe';
import { placeholder } from './reading/placeholder';
import { refuseText } from './reading/refusal';
import { type Part, readFields, readQuery } from './reading-parts';
import { namesOfField } from './stands-for';

/** What a request says, whatever the dialect. */
export interface Meaning {
  readonly route: Route;
  readonly aims: Aims;
  /** What it says by the domain's names, and can be relied on. */
  readonly said: Values;
  /** What stands on the wire where something is to be filled in, or where the dialect itself refuses what stands there. */
  readonly open: Values;
  /** What stands on the wire for what is said. */
  readonly raw: Values;
  /** What the wire calls it. */
  readonly names: Readonly<Record<string, string>>;
  readonly notes: readonly Remark[];
  /** Makes names for what nobody said. */
  readonly nameIt: NameMaker;
}

const decoded = ({ binding, dialect }: Route, query: Part<WireRequest['query']>, body: Part<unknown>) => {
  try {
    return inputOf(binding, query.sent, body.sent);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const sentence = firstProblem(error, wireNames(binding.body?.fields ?? []));
    return refuseText(`one that ${dialect.name} takes, which says to this: ${sentence}`);
  }
};

/** What a request of a route says. Throws `invalid_fields` for one that its own dialect refuses as a whole. */
export const readMeaning = (route: Route, request: WireRequest, nameIt: NameMaker = placeholder): Meaning => {
  const { aims, notes } = readAims(route, request);
  const query = readQuery(route, request.query);
  const body = readFields(route, request.body, nameIt);
  const open = { ...query.open, ...body.open };
  const unsure = Object.keys(open).flatMap(namesOfField);
  const values = valuesOf(route.binding.operation, decoded(route, query, body));
  return {
    route,
    aims,
    said: Object.fromEntries(Object.entries(values).filter(([name]) => !unsure.includes(name))),
    open,
    raw: { ...query.raw, ...body.raw },
    names: { ...query.names, ...body.names },
    notes: [...notes, ...query.notes, ...body.notes],
    nameIt,
  };
};
