import { isDeepStrictEqual } from 'node:util';
import type { BodyDecoder } from '../../../routes/codec/body';
import type { IdForm, Locator, Target } from '../../../routes/locator';
import { fillTemplate } from '../../../routes/path';
import type { Route } from '../../../routes/route';
import { fulfils } from '../../../routes/when';
import { routesFor, TABLE } from './dialects';

/** Canonical values by the names that the domain has for them. */
export type Values = Readonly<Record<string, unknown>>;

/** The three ids of a user. */
export interface Ids {
  readonly id: number | string;
  readonly ulid: string;
  readonly hexId: string;
}

/** What a request is aimed at. */
export interface Aim {
  readonly user?: Ids;
  readonly token?: Pick<Ids, 'id' | 'ulid'>;
  readonly policy?: number | string;
  readonly session?: string;
}

/** A request in one spelling of one dialect. */
export interface Saying {
  readonly route: Route;
  readonly line: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The canonical values that stand in its body. */
  readonly wrote: Values;
}

type Body = Record<string, unknown>;

const idIn = (form: IdForm, aim: Aim, target: Target): number | string | undefined => {
  if (target === 'policy' || target === 'session') return aim[target];
  const ids: Partial<Ids> = aim[target] ?? {};
  if (form === 'ulid') return ids.ulid;
  return form === 'hex' ? ids.hexId : ids.id;
};

type Placed = readonly [place: Exclude<Locator['in'], 'caller'>, name: string, id: number | string];

/** Where the ids of the aim stand in requests of the route; null where it cannot name one of them. */
const placed = (route: Route, aim: Aim): Placed[] | null => {
  const places: Placed[] = [];
  for (const [target, locator] of Object.entries(route.binding.at)) {
    if (locator.in === 'caller') continue;
    const id = idIn(locator.form, aim, target as Target);
    if (id === undefined) return null;
    places.push([locator.in, locator.name, id]);
  }
  return places;
};

const namesIn = (places: readonly Placed[], place: Placed[0]): Record<string, number | string> =>
  Object.fromEntries(places.filter(([where]) => where === place).map(([, name, id]) => [name, id]));

const lineOf = ({ method, path }: Route, places: readonly Placed[]): string => {
  const texts = (place: Placed[0]) =>
    Object.fromEntries(Object.entries(namesIn(places, place)).map(([name, id]) => [name, String(id)]));
  const query = new URLSearchParams(texts('query')).toString();
  return `${method} ${fillTemplate(path, texts('path'))}${query && `?${query}`}`;
};

const written = ({ binding: { body } }: Route, values: Values): Body =>
  Object.fromEntries(
    (body?.fields ?? [])
      .filter(({ to }) => Object.hasOwn(values, to))
      .map(({ key, to, write }) => [key, write ? write(values[to]) : values[to]]),
  );

const collect = ({ binding }: Route, body: Body) =>
  (binding.body as BodyDecoder<Values> | undefined)?.collect(body) ?? {
    fields: {},
    found: { issues: [], given: [] },
  };

/** The values with those spare ones that the route's body cannot do without; null where they will not do. */
const completed = (route: Route, must: Values, spare: Values): Values | null => {
  const { fields, found } = collect(route, written(route, must));
  const missing = found.issues.filter(
    ({ rule, field }) => rule === 'required' && Object.hasOwn(spare, field),
  );
  if (missing.length > 0) {
    const [{ field = '' } = {}] = missing;
    const { [field]: value, ...others } = spare;
    return completed(route, { ...must, [field]: value }, others);
  }
  const isSaid = ([name, value]: [string, unknown]): boolean =>
    isDeepStrictEqual((fields as Values)[name], value);
  return found.issues.length === 0 && Object.entries(must).every(isSaid) ? must : null;
};

/** Whether the server would take the body for this route and not for another of the same URL. */
const isChosen = (route: Route, body: Body): boolean => {
  const { when } = route.binding;
  if (when) return fulfils(body, when);
  return !TABLE.routes.some(
    ({ method, path, binding }) =>
      method === route.method && path === route.path && binding.when && fulfils(body, binding.when),
  );
};

/**
 * The request for an operation in one spelling, made from its binding's tables alone: all of `must` written so that it
 * reads back as it was, of `spare` what the body cannot do without. Null where the spelling cannot say it.
 */
export const say = (route: Route, aim: Aim, must: Values = {}, spare: Values = {}): Saying | null => {
  const places = placed(route, aim);
  const wrote = completed(route, must, spare);
  if (!places || !wrote) return null;
  const { when } = route.binding;
  const body = {
    ...(when && 'equals' in when && { [when.field]: when.equals }),
    ...namesIn(places, 'body'),
    ...written(route, wrote),
  };
  if (!isChosen(route, body)) return null;
  const isEmpty = Object.keys(body).length === 0 && !route.binding.body;
  return { route, line: lineOf(route, places), wrote, ...(!isEmpty && { body }) };
};

/** Those of the values that the route's body can say exactly, each by itself. */
export const sayable = (route: Route, values: Values): Values => {
  const names = new Set(route.binding.body?.fields.map(({ to }) => to));
  const isExact = ([name, value]: [string, unknown]): boolean => {
    const { fields, found } = collect(route, written(route, { [name]: value }));
    const isRight = !found.issues.some(({ field }) => field === name);
    return names.has(name) && isRight && isDeepStrictEqual((fields as Values)[name], value);
  };
  return Object.fromEntries(Object.entries(values).filter(isExact));
};

/** Every way to read somebody, dialect by dialect. */
export const waysToRead = (user: Ids): Saying[] =>
  routesFor('users.get').flatMap((route) =>
    route.binding.at.user?.in === 'caller' ? [] : (say(route, { user }) ?? []),
  );
