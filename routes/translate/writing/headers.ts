import type { WrittenRequest } from '../reading/request-text';

/** Headers that are about the connection, the program that asked, or a body that is no more. */
const LEFT_OUT = new Set([
  ...['accept-encoding', 'accept-language', 'cache-control', 'connection', 'content-length', 'content-type'],
  ...['cookie', 'dnt', 'expect', 'host', 'if-none-match', 'keep-alive', 'origin', 'postman-token', 'pragma'],
  ...['priority', 'proxy-connection', 'referer', 'te', 'transfer-encoding', 'upgrade-insecure-requests'],
  ...['user-agent', 'x-postman-captr'],
]);

const isKept = (name: string): boolean => {
  const lower = name.toLowerCase();
  return !LEFT_OUT.has(lower) && !lower.startsWith('sec-') && !lower.startsWith(':');
};

/** The headers of a request that its translation has as well: the credentials above all. */
export const keptHeaders = ({ headers }: WrittenRequest, hasBody: boolean): Record<string, string> =>
  Object.fromEntries([
    ...headers.filter(([name]) => isKept(name)),
    ...(hasBody ? [['Content-Type', 'application/json'] as const] : []),
  ]);
