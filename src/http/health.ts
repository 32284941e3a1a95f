import { type RequestHandler, Router } from 'express';

/** Whether this process can serve: the database answers and knows our schema. Rejects when it cannot be asked. */
export type Readiness = () => Promise<boolean>;

/** How long an answer about the database is good for: probes may be many, the question is asked once. */
const CACHE_MS = 1000;

const cached = (check: Readiness): Readiness => {
  let asked: { at: number; answer: Promise<boolean> } | null = null;
  return () => {
    if (!asked || Date.now() - asked.at > CACHE_MS)
      asked = { at: Date.now(), answer: check().catch(() => false) };
    return asked.answer;
  };
};

const answer =
  (check: Readiness): RequestHandler =>
  async (_request, response) => {
    const isFine = await check();
    response.status(isFine ? 200 : 503);
    if (!isFine) response.setHeader('Retry-After', '1');
    response.type('text/plain').send(isFine ? 'ok' : 'not ready');
  };

/** `/livez` (the process answers) and `/readyz` (it can serve): public, uncounted and cheap. */
export const health = (isReady: Readiness): Router => {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(
    '/livez',
    answer(async () => true),
  );
  router.get('/readyz', answer(cached(isReady)));
  return router;
};
