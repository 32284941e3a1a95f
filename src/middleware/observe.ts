import type { RequestHandler } from 'express';
import { type Call, callOf } from '../http/call';

/** A call that is over: its answer is out, or its caller is gone. */
export interface ObservedCall {
  readonly call: Call;
  readonly method: string;
  /** Without the query, which may hold secrets. As the caller wrote it: of any length. */
  readonly path: string;
  readonly status: number;
  /** From the arrival of its headers to its end, in milliseconds. */
  readonly ms: number;
  readonly userAgent: string | null;
  /** Its caller was gone before the whole answer was out. */
  readonly isAborted: boolean;
}

/** Is told of each call that is over. Must not throw and must not wait: it stands in nobody's way. */
export type CallObserver = (call: ObservedCall) => void;

/** Tells all observers of each call, in their order, when it is over. */
export const observe =
  (observers: readonly CallObserver[]): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const observed: ObservedCall = {
        call: callOf(response),
        method: request.method,
        path: request.path,
        status: response.statusCode,
        ms: Number(process.hrtime.bigint() - startedAt) / 1e6,
        userAgent: request.get('user-agent') ?? null,
        // What is answered to a body that broke off is written to nobody.
        isAborted: !response.writableFinished || request.errored != null,
      };
      for (const observer of observers) observer(observed);
    });
    next();
  };
