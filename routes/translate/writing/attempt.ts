import { AppError } from '../../../src/domain/error';
import type { Remark } from '../../../src/domain/translation';
import { chooseRoute } from '../../choose';
import { wireNames } from '../../codec/body';
import { firstProblem } from '../../codec/phrases';
import type { Route } from '../../route';
import type { RouteTable } from '../../table';
import { type Values, valuesOf } from '../canonical';
import { inputOf, takesNoBody } from '../probe';
import { remark } from '../remarks';
import { namesOfField, openIn } from '../stands-for';
import type { BodyToSend } from './body-text';
import { isPointless, lossesOf } from './losses';
import { fitsAims, placeIds } from './place-ids';
import type { Saying, Wanted } from './wanted';
import { type WrittenFields, writeFields } from './write-fields';
import { writePath } from './write-path';
import { type WrittenQuery, writeQuery } from './write-query';

/** What is to be sent. */
export interface RequestToSend extends BodyToSend {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A request in the words of one route, and what it cannot say; null where that is too much. */
export interface Attempt {
  readonly route: Route;
  readonly request: RequestToSend | null;
  readonly lost: readonly Remark[];
  readonly notes: readonly Remark[];
}

/** Whether the server would take the body for this route and not for another of the same URL. */
const isChosen = (route: Route, { routes }: RouteTable, body: unknown): boolean => {
  const same = routes.filter(({ method, path }) => method === route.method && path === route.path);
  const guardedFirst = [...same].sort((a, b) => Number(!a.binding.when) - Number(!b.binding.when));
  return chooseRoute(guardedFirst, body) === route;
};

const bodyOf = ({ binding, method }: Route, ids: Values, fields: Values): Values | undefined => {
  const { when } = binding;
  const body = { ...(when && 'field' in when && { [when.field]: when.equals }), ...ids, ...fields };
  const isNone = Object.keys(body).length === 0 && (method === 'GET' || takesNoBody(binding));
  return isNone ? undefined : body;
};

/** What the server would take the request for; throws what it would throw. */
const heard = (route: Route, fields: WrittenFields, { sent, open }: WrittenQuery): Values => {
  const { binding } = route;
  const values = valuesOf(binding.operation, inputOf(binding, sent, bodyOf(route, {}, fields.sent)));
  const unsure = [...fields.open, ...open].flatMap(namesOfField);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !unsure.includes(name)));
};

const failing = (route: Route, lost: readonly Remark[]): Attempt => ({
  route,
  request: null,
  lost,
  notes: [],
});

/** A request that the dialect would refuse, mostly since nothing that it can say is left in it. */
const refusal = (
  route: Route,
  wanted: Wanted,
  saying: Saying,
  { error, refused }: { readonly error: unknown; readonly refused: WrittenFields['refused'] },
): Attempt => {
  if (!(error instanceof AppError)) throw error;
  const lost = lossesOf(route, wanted, saying, { target: {}, refused, settled: [] });
  const sentence = firstProblem(error, wireNames(route.binding.body?.fields ?? []));
  const said = remark(wanted.operation, `${route.dialect.name} says to it: ${sentence}`, wanted.operation);
  return failing(route, lost.length > 0 ? lost : [said]);
};

const isWanted = (name: string, { said, open }: Wanted): boolean =>
  Object.hasOwn(said, name) || Object.hasOwn(open, name);

/** Says what is wanted in the words of one route; null where the route is aimed at something else. */
export const attempt = (route: Route, asked: Wanted, saying: Saying): Attempt | null => {
  if (!fitsAims(route, asked)) return null;
  const wanted = { ...asked, open: openIn(asked.open, route.binding.body?.fields ?? []) };
  const fields = writeFields(route, wanted, saying.meaning);
  const { query, ...parameters } = writeQuery(route, wanted, saying.meaning);
  const ids = placeIds(route, wanted, saying.ids, saying.meaning.nameIt);
  const body = bodyOf(route, ids.body, fields.body);
  // A binding for a special body is not for requests that lack what makes it one.
  const isForOthers =
    route.binding.when !== undefined && fields.filled.some((name) => !isWanted(name, wanted));
  if (isForOthers || !isChosen(route, saying.table, body)) return null;
  try {
    const target = heard(route, fields, { query, ...parameters });
    const settled = [...fields.open, ...fields.filled, ...parameters.open];
    const lost = lossesOf(route, wanted, saying, { target, refused: fields.refused, settled });
    // What is said in part, or stands there to be filled in, is not gone.
    const gone = lost.filter(({ field }) => !(field in target) && !fields.filled.includes(field));
    if (isPointless(wanted, gone)) return failing(route, lost);
    const path = writePath(route.path, ids.path);
    const bare = [...ids.bare, ...fields.bare];
    return {
      route,
      request: { path, query: { ...ids.query, ...query }, body, bare },
      lost,
      notes: [...ids.notes, ...fields.notes],
    };
  } catch (error) {
    return refusal(route, wanted, saying, { error, refused: fields.refused });
  }
};
