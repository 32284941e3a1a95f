import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { WireResponse } from '../../routes/wire';
import { atEndOfTurn } from './end-of-turn';
import { type Headers, headersOf } from './headers';

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

const sendText = (request: Request, response: Response, status: number, type: string, body: string): void => {
  const headers = headersOf(response);
  headers['Content-Type'] = type;
  headers['Content-Length'] = Buffer.byteLength(body);
  response.writeHead(status, headers);
  atEndOfTurn(() => response.end(request.method === 'HEAD' ? undefined : body));
};

/**
 * Sends a stream as the caller takes it. A failure on the way breaks the connection: the status is out already, and a
 * list that only looks complete would be worse than none. A caller that leaves ends the reading.
 */
const sendStream = async (
  request: Request,
  response: Response,
  status: number,
  chunks: AsyncIterable<string>,
): Promise<void> => {
  const headers = headersOf(response);
  headers['Content-Type'] = JSON_TYPE;
  response.writeHead(status, headers);
  if (request.method === 'HEAD') {
    await chunks[Symbol.asyncIterator]().return?.();
    response.end();
    return;
  }
  await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), response);
};

/** A `Link` stands before those that are there; of every other header there is one. */
const addTo = (headers: Headers, name: string, value: string): void => {
  const links = name === 'Link' ? headers['Link'] : undefined;
  headers[name] = links === undefined ? value : `${value}, ${links}`;
};

/** Sends an answer; HEAD gets the headers of GET and no body. */
export const send = async (request: Request, response: Response, answer: WireResponse): Promise<void> => {
  const { status, headers = {}, body } = answer;
  const all = headersOf(response);
  for (const [name, value] of Object.entries(headers)) addTo(all, name, value);
  switch (body.kind) {
    case 'json':
      return sendText(request, response, status, JSON_TYPE, JSON.stringify(body.value));
    case 'text':
      return sendText(request, response, status, TEXT_TYPE, body.text);
    case 'json-stream':
      return sendStream(request, response, status, body.chunks);
    case 'none':
      response.writeHead(status, all);
      response.end();
      return undefined;
  }
};
