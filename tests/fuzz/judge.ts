import { assertDeclared } from '../support/declared-answers';
import type { Answer } from '../support/test-server';
import { type FuzzRequest, targetOf } from './fuzz-request';
import { HUNG, type Outcome } from './send';

/** What only the inside of a server says. */
const INSIDES = [
  /node_modules/,
  /\.[jt]s:\d+/,
  /\bat (?:async )?\w+[.\w]* \(/,
  /syntax error at or near/,
  /invalid input syntax/,
  /SQLSTATE|ECONNREFUSED|PostgresError|DatabaseError/,
  /Cannot (?:read|set) propert/,
  /is not a function/,
];

const INJECTED = 'x-injected';

/** No error is a page. */
const MEDIA_TYPES = /^(?:application\/json|text\/plain); charset=utf-8$/;

const mediaProblem = ({ status, headers, text }: Answer): string | null => {
  const type = headers['content-type'] ?? '';
  return status < 400 || text === '' || MEDIA_TYPES.test(type) ? null : `an error of the media type ${type}`;
};

const answerProblem = (answer: Answer): string | null => {
  const { status, headers, text } = answer;
  if (status >= 500) return `status ${status}`;
  if (status < 200) return `status ${status} is none of an answer`;
  if (INJECTED in headers) return 'a header of the request stands in the answer';
  if (headers['x-content-type-options'] !== 'nosniff') return 'no X-Content-Type-Options';
  if (headers['x-request-id'] === undefined) return 'no X-Request-Id';
  const leak = status >= 400 ? INSIDES.find((pattern) => pattern.test(text)) : undefined;
  return leak ? `the answer shows the inside: ${leak}` : mediaProblem(answer);
};

const declaredProblem = (url: string, asked: FuzzRequest, answer: Answer): string | null => {
  try {
    assertDeclared(url, `${asked.method} ${targetOf(asked)}`, answer);
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? '';
  }
};

/** Answers to bytes that were no proper request: several may have come, and whose they are nobody declares. */
const rawProblem = (answer: Answer): string | null =>
  /HTTP\/1\.1 5\d\d /.test(answer.text) ? 'a status of 5xx' : answerProblem(answer);

/**
 * Node's parser refuses what is no request before it knows its method, so that even a HEAD is told so in words; the end of
 * the connection comes with them, and nobody takes them for another answer.
 */
const isRefusedHead = ({ method }: FuzzRequest, broken: string): boolean =>
  method === 'HEAD' && broken.includes('Data after `Connection: close`');

/** What is wrong with what came of a request; null where nothing is. */
export const problemWith = (url: string, asked: FuzzRequest, outcome: Outcome): string | null => {
  if ('broken' in outcome) {
    // A connection that is closed on bytes that are no HTTP is an answer; one that is left open is not.
    if (asked.raw && outcome.broken !== HUNG) return null;
    if (isRefusedHead(asked, outcome.broken)) return null;
    return `the connection: ${outcome.broken}`;
  }
  return asked.raw ? rawProblem(outcome) : (answerProblem(outcome) ?? declaredProblem(url, asked, outcome));
};
