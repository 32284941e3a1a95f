import { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { HEADERS, type Headers } from './headers';

/** The classes of requests and answers for a server whose listener is an Express app. */
export interface ExpressMessages {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
  /** Has the app take messages of these classes as they are; they belong to one app at a time. */
  belongTo(app: Express): void;
}

/**
 * Messages that are born with Express's prototypes. Express gives every message its own prototypes when it arrives, and an
 * object whose prototype is changed is slow from then on, wherever it is used: that was half of what a request cost. Where
 * it has them already, the change is none. Native classes, since what `Reflect.construct` makes is slow as well.
 */
export const createExpressMessages = (): ExpressMessages => {
  class Request extends IncomingMessage {}

  class Response extends ServerResponse {
    readonly [HEADERS]: Headers = {};

    /** Whoever ends an answer, and in whatever way: it has the headers that were put on it. */
    override writeHead(status: number, ...rest: unknown[]): this {
      const headers = rest.at(-1);
      if (headers !== this[HEADERS]) {
        for (const [name, value] of Object.entries(this[HEADERS]))
          if (!this.hasHeader(name)) this.setHeader(name, value);
      }
      return super.writeHead(status, ...(rest as []));
    }
  }

  Object.defineProperties(Request.prototype, Object.getOwnPropertyDescriptors(express.request));
  Object.defineProperties(Response.prototype, Object.getOwnPropertyDescriptors(express.response));
  return {
    IncomingMessage: Request,
    ServerResponse: Response as typeof ServerResponse,
    belongTo(app) {
      for (const { prototype } of [Request, Response])
        Object.defineProperty(prototype, 'app', {
          configurable: true,
          enumerable: true,
          writable: true,
          value: app,
        });
      app.request = Request.prototype as unknown as Express['request'];
      app.response = Response.prototype as unknown as Express['response'];
    },
  };
};
