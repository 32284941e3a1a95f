import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { WireResponse } from '../../routes/wire';

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

const sendText = (request: Request, response: Response, type: string, body: string): void => {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(request.method === 'HEAD' ? undefined : body);
};

/**
 * Sends a stream as the caller takes it. A failure on the way breaks the connection: the status is out already, and a
 * list that only looks complete would be worse than none. A caller that leaves ends the reading.
 */
const sendStream = async (
  request: Request,
  response: Response,
  chunks: AsyncIterable<string>,
): Promise<void> => {
  response.setHeader('Content-Type', JSON_TYPE);
  if (request.method === 'HEAD') {
    await chunks[Symbol.asyncIterator]().return?.();
    response.end();
    return;
  }
  await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), response);
};

/** A `Link` stands before those that are there; of every other header there is one. */
const setHeader = (response: Response, name: string, value: string): void => {
  const links = name === 'Link' ? response.getHeader('Link') : undefined;
  response.setHeader(name, links === undefined ? value : `${value}, ${links}`);
};

/** Sends an answer; HEAD gets the headers of GET and no body. */
export const send = async (request: Request, response: Response, answer: WireResponse): Promise<void> => {
  const { status, headers = {}, body } = answer;
  response.status(status);
  for (const [name, value] of Object.entries(headers)) setHeader(response, name, value);
  switch (body.kind) {
    case 'json':
      return sendText(request, response, JSON_TYPE, JSON.stringify(body.value));
    case 'text':
      return sendText(request, response, TEXT_TYPE, body.text);
    case 'json-stream':
      return sendStream(request, response, body.chunks);
    case 'none':
      response.end();
      return undefined;
  }
};
