import type { RequestHandler } from 'express';
import { AppError } from '../domain/error';
import { admitScraper, type ScraperGate } from '../middleware/admit-scraper';

export const METRICS_PATH = '/metrics';

/** The counts of a process, in the text format that their media type names. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

const ALLOW = ['GET', 'HEAD', 'OPTIONS'];

/** Answers `/metrics` to those who are let in; every other path goes on. */
export const metrics =
  (source: MetricsText, gate: ScraperGate): RequestHandler =>
  async (request, response, next) => {
    if (request.path !== METRICS_PATH) return next();
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) await gate.limiter.countAnonymous(response);
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', ALLOW.join(', '));
      response.status(204).end();
      return undefined;
    }
    if (!isRead) throw new AppError('method_not_allowed', { allow: ALLOW });
    await admitScraper(request, response, gate);
    const bytes = Buffer.from(await source.text());
    response.setHeader('Content-Type', source.contentType);
    response.setHeader('Content-Length', bytes.length);
    response.end(request.method === 'HEAD' ? undefined : bytes);
    return undefined;
  };
