import type { Request, RequestHandler, Response } from 'express';
import { chooseRoute, fallbackRoute } from '../../routes/choose';
import type { Route } from '../../routes/route';
import type { RouteTable } from '../../routes/table';
import { successorRequest } from '../../routes/translate/successor-request';
import type { Clock } from '../domain/ports';
import type { Principal } from '../domain/principal';
import type { IdLookup, KnownIds } from '../domain/translation';
import { callOf } from '../http/call';
import { toWireRequest } from '../http/wire-request';
import { isGranted } from './authorize';
import { setLifecycleHeaders } from './lifecycle-headers';
import { refusalOf } from './lifecycle-refusal';
import { readBody } from './read-body';

/** What it takes to say what comes after a spelling, and whether it is still there. */
export interface LifecycleParts {
  readonly table: RouteTable;
  readonly clock: Clock;
  /** Looks ids up as far as the caller may. */
  readonly lookupFor: (caller: Principal) => IdLookup;
}

/** Tells of a route's end, and refuses the call where that has come. */
export interface LifecycleGate {
  /** Before anybody knows who asks: what can be said without a question to the directory. */
  readonly announce: RequestHandler;
  /** Once the caller is known and counted. Throws `gone` or `brownout`. */
  readonly enforce: RequestHandler;
  /** The same once the body has told which route it is. */
  enforceChosen(request: Request, response: Response, route: Route): Promise<void>;
}

/**
 * What can be said of routes that the body decides between before it was read: that of the one for any other body, with a
 * successor where all have the same. Null where not all of them go.
 */
const inCommon = (routes: readonly Route[]): Route | null => {
  const route = fallbackRoute(routes);
  if (!route?.lifecycle || routes.some(({ lifecycle }) => !lifecycle)) return null;
  const { successor } = route.lifecycle;
  const isShared = routes.every(({ lifecycle }) => lifecycle?.successor === successor);
  return isShared ? route : { ...route, lifecycle: { ...route.lifecycle, successor: null } };
};

const isToldByBody = ({ binding: { at } }: Route): boolean =>
  Object.values(at).some((locator) => locator.in === 'body');

/** Reads the body for what comes after a call that is refused already; whatever is wrong with it matters no more. */
const readAnyBody = async (request: Request, response: Response): Promise<void> => {
  const error = await new Promise<unknown>((resolve) => {
    readBody(request, response, resolve);
  });
  if (error) request.body = undefined;
};

/** The route that a refused call is about: which operation it is, and what comes after it, may depend on its body. */
const goneRoute = async (request: Request, response: Response): Promise<Route | null> => {
  const call = callOf(response);
  const common = inCommon(call.routes);
  if (call.routes.length === 1 && !call.routes.some(isToldByBody)) return common;
  await readAnyBody(request, response);
  call.route = chooseRoute(call.routes, request.body) ?? null;
  return call.route ?? common;
};

const idsOf = ({ userId, ulid, hexId }: Principal): KnownIds => ({ id: userId, ulid, hexId });

const searchOf = ({ url }: Request): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

/** The gate of a table. It costs nothing where no end is planned. */
export const createLifecycleGate = ({ table, clock, lookupFor }: LifecycleParts): LifecycleGate => {
  const tell = async (request: Request, response: Response, route: Route) => {
    const { principal } = callOf(response);
    const wire = toWireRequest(request, response);
    // Whom a call is aimed at is told to those alone who may make it.
    const mayAsk = principal !== null && isGranted(response, principal, request.method, wire);
    const filled = await successorRequest({ route, request: wire, search: searchOf(request) }, table, {
      caller: principal && idsOf(principal),
      lookup: mayAsk ? lookupFor(principal) : null,
    });
    setLifecycleHeaders(response, route, filled);
    return filled;
  };

  const enforceOn = async (request: Request, response: Response, route: Route, now: Date): Promise<void> => {
    const filled = await tell(request, response, route);
    const refusal = refusalOf(route, callOf(response).principal, now, filled);
    if (refusal) throw refusal;
  };

  const enforceAny = async (request: Request, response: Response): Promise<void> => {
    const { routes, principal } = callOf(response);
    // One moment for all: a body that was read for a refusal is read for nothing else.
    const now = clock.now();
    const isOver = routes.every((one) => refusalOf(one, principal, now, null));
    const route = isOver ? await goneRoute(request, response) : routes[0];
    if (route?.lifecycle && (isOver || routes.length === 1)) await enforceOn(request, response, route, now);
  };

  return {
    async announce(request, response, next) {
      const route = inCommon(callOf(response).routes);
      if (route) await tell(request, response, route);
      next();
    },
    async enforce(request, response, next) {
      if (callOf(response).routes.some(({ lifecycle }) => lifecycle)) await enforceAny(request, response);
      next();
    },
    async enforceChosen(request, response, route) {
      const isNew = callOf(response).routes.length > 1 || isToldByBody(route);
      if (route.lifecycle && isNew) await enforceOn(request, response, route, clock.now());
    },
  };
};
