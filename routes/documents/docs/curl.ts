import type { ExampleRequest } from '../example-request';

/** A text as a POSIX shell reads it back: nothing in single quotes means anything, but for the quote itself. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Path and query as they stand in an address. */
export const pathAndQuery = ({ path, query }: ExampleRequest): string => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
};

/** JSON in one line that may break between its parts. */
const spaced = (value: object): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');

const bodyOptions = (body: object): string[] => [
  "-H 'Content-Type: application/json'",
  `-d ${shellQuoted(spaced(body))}`,
];

/**
 * What follows the server's address in the command that sends a request: `curl '` and the address stand before it. The
 * token, where there must be one, comes from the variable TOKEN.
 */
export const curlAfterAddress = (request: ExampleRequest, isPublic: boolean): string => {
  const { method, body } = request;
  return [
    shellQuoted(pathAndQuery(request)).slice(1),
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(isPublic ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(body === undefined ? [] : bodyOptions(body)),
  ].join(' \\\n  ');
};
