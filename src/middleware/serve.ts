import type { Request, RequestHandler, Response } from 'express';
import { chooseRoute } from '../../routes/choose';
import type { Route } from '../../routes/route';
import type { WireResponse } from '../../routes/wire';
import { AppError } from '../domain/error';
import { type Call, callOf } from '../http/call';
import { preconditionsOf } from '../http/preconditions';
import { setQuotaHeaders } from '../http/quota-headers';
import { send } from '../http/send';
import { toWireRequest } from '../http/wire-request';
import type { OperationContext } from '../operations/context';
import type { Controllers } from '../operations/contract';
import { SPECS } from '../operations/specs';
import { assertPermitted, isAimedByBody, permittedFailure } from './authorize';
import { onceOf } from './idempotency-key';
import type { LifecycleGate } from './lifecycle';

/** The route that the body chooses. Throws `malformed_body` where it chooses none. */
const choose = ({ routes }: Call, body: unknown): Route => {
  const route = chooseRoute(routes, body);
  if (!route) throw new AppError('malformed_body');
  return route;
};

const contextOf = (request: Request, response: Response, route: Route): OperationContext => {
  const { principal, ip, requestId, span } = callOf(response);
  const preconditions = preconditionsOf(request);
  const once = onceOf(request, response, SPECS[route.binding.operation]);
  return {
    principal,
    origin: {
      dialect: route.dialect.name,
      binding: route.label,
      ip,
      userAgent: request.get('user-agent')?.slice(0, 512) ?? null,
      requestId,
      trace: span.context,
    },
    ...(preconditions && { preconditions }),
    ...(once && { once }),
  };
};

/** What a PUT sent is not what is kept, so its answer has no tag that a client could keep it under (RFC 9110, 9.3.4). */
const withoutTag = (answer: WireResponse): WireResponse => {
  const { ETag: _tag, ...headers } = answer.headers ?? {};
  return { ...answer, headers };
};

/** Express takes a rejection with the word `route` or `router` for a wish to be answered by somebody else. */
const asObject = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null ? thrown : new AppError('internal', { cause: thrown });

/** The last step: the binding decodes, its controller acts, the binding encodes, and the answer goes out. */
export const serve =
  (controllers: Controllers, gate: Pick<LifecycleGate, 'enforceChosen'>): RequestHandler =>
  async (request: Request, response: Response) => {
    const call = callOf(response);
    const route = choose(call, request.body);
    call.route = route;
    await gate.enforceChosen(request, response, route);
    const wireRequest = toWireRequest(request, response);
    const isOpen = call.routes.length > 1 || isAimedByBody(route);
    if (isOpen && call.principal) assertPermitted(route, call.principal, wireRequest);
    const context = contextOf(request, response, route);
    const answer = await route.binding.serve(wireRequest, controllers, context).catch((error: unknown) => {
      throw permittedFailure(route, call.principal, asObject(error));
    });
    setQuotaHeaders(response, route.dialect);
    await send(request, response, request.method === 'PUT' ? withoutTag(answer) : answer);
  };
