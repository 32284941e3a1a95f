import type { HttpMethod } from '../binding';
import { chooseRoute } from '../choose';
import type { Route } from '../route';
import type { RouteTable } from '../table';
import type { WireRequest } from '../wire';
import { nearestSpellings } from './nearest';
import { parseAddress } from './reading/address';
import { readBody } from './reading/body-text';
import { refuseText } from './reading/refusal';
import { headerOf, type WrittenRequest } from './reading/request-text';
import { assertTold } from './telling-field';

/** Where a written request leads. */
export interface FoundRoutes {
  /** All of its URL and method: the body decides which of them it is. */
  readonly routes: readonly Route[];
  readonly request: WireRequest;
  /** Scheme and host, or the name that stands for them; null where nothing says. */
  readonly origin: string | null;
}

/** How much of a path is repeated to whoever wrote it. */
const SHOWN = 100;

/** HEAD is GET without a body. */
const tableMethod = (method: string): HttpMethod => (method === 'HEAD' ? 'GET' : method) as HttpMethod;

const originOf = (written: WrittenRequest, origin: string | null): string | null => {
  const host = headerOf(written, 'host');
  return origin ?? (host ? `http://${host}` : null);
};

/** The routes of a written request. Throws `invalid_fields` where no dialect serves it, with the spellings nearest to it. */
export const findRoutes = (table: RouteTable, written: WrittenRequest): FoundRoutes => {
  const { origin, path, query } = parseAddress(written.url);
  const match = table.match(path);
  const routes = match?.byMethod.get(tableMethod(written.method));
  if (!match || !routes) {
    const near = nearestSpellings(table.routes, written.method, path).join(', ');
    const asked = `${written.method} ${path.slice(0, SHOWN)}`;
    return refuseText(`one that some dialect serves, which ${asked} is not; the nearest are ${near}`);
  }
  return {
    routes,
    request: { path, params: match.params, query, body: readBody(written), callerId: null },
    origin: originOf(written, origin),
  };
};

/** The one route of a written request that its body chooses. Throws `invalid_fields` where there is none. */
export const findRoute = (
  table: RouteTable,
  written: WrittenRequest,
): FoundRoutes & { readonly route: Route } => {
  const found = findRoutes(table, written);
  assertTold(found.routes, found.request.body);
  const route = chooseRoute(found.routes, found.request.body);
  const chosen = route ?? refuseText('one whose body says which operation it asks for');
  return { ...found, route: chosen };
};
