import type { Request, RequestHandler, Response } from 'express';
import { chooseRoute } from '../../routes/choose';
import type { Route } from '../../routes/route';
import { AppError } from '../domain/error';
import { type Call, callOf } from '../http/call';
import { setQuotaHeaders } from '../http/quota-headers';
import { send } from '../http/send';
import { toWireRequest } from '../http/wire-request';
import type { OperationContext } from '../operations/context';
import type { Controllers } from '../operations/contract';
import { assertPermitted, isAimedByBody, permittedFailure } from './authorize';
import type { LifecycleGate } from './lifecycle';

/** The route that the body chooses. Throws `malformed_body` where it chooses none. */
const choose = ({ routes }: Call, body: unknown): Route => {
  const route = chooseRoute(routes, body);
  if (!route) throw new AppError('malformed_body');
  return route;
};

const contextOf = (
  request: Request,
  { principal, ip, requestId, span }: Call,
  route: Route,
): OperationContext => ({
  principal,
  origin: {
    dialect: route.dialect.name,
    binding: route.label,
    ip,
    userAgent: request.get('user-agent')?.slice(0, 512) ?? null,
    requestId,
    trace: span.context,
  },
});

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
    const context = contextOf(request, call, route);
    const answer = await route.binding.serve(wireRequest, controllers, context).catch((error: unknown) => {
      throw permittedFailure(route, call.principal, error);
    });
    setQuotaHeaders(response, route.dialect);
    await send(request, response, answer);
  };
