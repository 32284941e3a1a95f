import { createTable } from '../../routes/table';
import { publicDocuments } from '../../src/public-documents';
import { COUNTS } from '../support/counts';
import { fuzzOperations } from './dialect-fuzz';
import type { FuzzOperation } from './operations';

/** What belongs to no dialect, what programs look for anywhere, and the roots of the dialects. */
const PATHS = [
  ...[
    '/livez',
    '/readyz',
    '/metrics',
    '/health',
    '/',
    '/api',
    '/api/',
    '/api/v1',
    '/api/admin',
    '/form/api/v1',
  ],
  ...['/favicon.ico', '/robots.txt', '/.well-known/security.txt', '/.env', '/console/', '/docs/', '/openapi'],
];

const reading = (path: string): FuzzOperation => ({
  method: 'GET',
  path,
  parameters: [],
  bodies: [],
  examples: [],
  acceptsForms: false,
});

const operations = (): FuzzOperation[] => {
  const documents = publicDocuments(createTable(), { now: () => new Date() });
  return [...PATHS, ...documents.map(({ path }) => path)].map(reading);
};

fuzzOperations('what all share', operations, COUNTS.fuzzRequests / 4);
