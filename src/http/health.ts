import type { Request, RequestHandler, Response } from 'express';

/** Whether this process can serve: the database answers and knows our schema. Rejects when it cannot be asked. */
export type Readiness = () => Promise<boolean>;

/** How long an answer about the database is good for: probes may be many, the question is asked once. */
const CACHE_MS = 1000;

const cached = (check: Readiness): Readiness => {
  let asked: { at: number; answer: Promise<boolean> } | null = null;
  return () => {
    // By a clock that nobody sets: a day back would keep an answer for a day.
    const at = performance.now();
    if (!asked || at - asked.at > CACHE_MS) asked = { at, answer: check().catch(() => false) };
    return asked.answer;
  };
};

const METHODS = 'GET, HEAD, OPTIONS';

const plain = (response: Response, status: number, text: string): void => {
  response.status(status).type('text/plain').send(text);
};

const answer = async (request: Request, response: Response, check: Readiness): Promise<void> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', METHODS);
    if (request.method === 'OPTIONS') response.status(204).end();
    else plain(response, 405, 'Method Not Allowed');
    return;
  }
  const isFine = await check();
  if (!isFine) response.setHeader('Retry-After', '1');
  plain(response, isFine ? 200 : 503, isFine ? 'ok' : 'not ready');
};

/**
 * `/livez` (the process answers) and `/readyz` (it can serve, and no stop has begun): public, uncounted and cheap.
 */
export const health = (isReady: Readiness, isStopping: () => boolean): RequestHandler => {
  const isCurrentlyReady = cached(isReady);
  const checks: ReadonlyMap<string, Readiness> = new Map([
    ['/livez', async () => true],
    ['/readyz', async () => !isStopping() && isCurrentlyReady()],
  ]);
  return (request, response, next) => {
    const check = checks.get(request.path);
    return check ? answer(request, response, check) : next();
  };
};
