import type { Response } from 'express';
import { operationPath } from '../../routes/documents/docs/layout';
import type { Route } from '../../routes/route';
import type { SuccessorRequest } from '../../routes/translate/successor-request';
import { headersOf } from '../http/headers';

const linksOf = ({ binding }: Route, successor: SuccessorRequest | null): string[] => [
  ...(successor ? [`<${successor.target}>; rel="successor-version"`] : []),
  `<${operationPath({ id: binding.operation })}>; rel="deprecation"; type="text/html"`,
];

/**
 * Says on whatever is answered that the spelling goes: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and in `Link`
 * (RFC 8288) what to call in its place and where to read about it. Said again, it replaces what was said before.
 */
export const setLifecycleHeaders = (
  response: Response,
  route: Route,
  successor: SuccessorRequest | null,
): void => {
  const { deprecatedAt, sunsetAt } = route.lifecycle ?? {};
  const headers = headersOf(response);
  if (deprecatedAt) headers['Deprecation'] = `@${Math.floor(deprecatedAt.getTime() / 1000)}`;
  if (sunsetAt) headers['Sunset'] = sunsetAt.toUTCString();
  headers['Link'] = linksOf(route, successor).join(', ');
};
