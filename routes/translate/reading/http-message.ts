import type { Pair, WrittenRequest } from './request-text';

const REQUEST_LINE = /^(get|head|post|put|patch|delete|options)[ \t]+(\S+)(?:[ \t]+http\/[\d.]+)?[ \t]*$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const BARE = /^(?:https?:\/\/|\/|\{\{)\S+$/;

/** Whether a text begins as an HTTP request does, or is nothing but a path or a URL. */
export const isHttpMessage = (text: string): boolean => {
  const [first = ''] = text.trim().split(/\r?\n/, 1);
  return REQUEST_LINE.test(first) || BARE.test(first);
};

/** A line as a header; null for one that is none. */
const headerOf = (line = ''): Pair | null => {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).trim();
  return HEADER_NAME.test(name) ? [name, line.slice(colon + 1).trim()] : null;
};

/** Reads an HTTP request: its line, headers up to an empty line, a body. The line alone will do, and a path is a GET. */
export const readHttpMessage = (text: string): WrittenRequest => {
  const [first = '', ...lines] = text.trim().split(/\r?\n/);
  const [, method = 'GET', url = first] = REQUEST_LINE.exec(first) ?? [];
  const headers: Pair[] = [];
  let at = 0;
  for (let header = headerOf(lines[0]); header; header = headerOf(lines[at])) {
    headers.push(header);
    at += 1;
  }
  const body = lines.slice(at).join('\n').trim();
  return { method: method.toUpperCase(), url, headers, body: body === '' ? undefined : body };
};
