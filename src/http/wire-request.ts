import type { Request, Response } from 'express';
import type { WireRequest } from '../../routes/wire';
import { callOf } from './call';

/** The request as dialects see it. The body is undefined until it was read. */
export const toWireRequest = (request: Request, response: Response): WireRequest => ({
  path: request.path,
  params: callOf(response).params,
  query: request.query as WireRequest['query'],
  body: request.body,
  callerId: callOf(response).principal?.userId || null,
});
