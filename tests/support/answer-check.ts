import { STATUS_CODES } from 'node:http';
import type { HttpMethod } from '../../routes/binding';
import type { Dialect } from '../../routes/dialect';
import { openApiDocument } from '../../routes/documents/openapi/document';
import type {
  ApiOperation,
  ApiResponse,
  Header,
  OpenApiDocument,
} from '../../routes/documents/openapi/format';
import type { RouteTable } from '../../routes/table';
import type { WireResponse } from '../../routes/wire';
import { AppError, type ErrorCode } from '../../src/domain/error';
import { publicDocuments } from '../../src/public-documents';
import { type SchemaChecker, schemaChecker } from './openapi-schemas';
import type { Answer } from './test-server';

/** What is undeclared in an answer to a request; null where all is declared, undefined where nobody declares anything. */
export type AnswerCheck = (line: string, answer: Answer) => string | null | undefined;

const bodyOf = ({ headers, text, json }: Answer): unknown =>
  headers['content-type']?.startsWith('application/json') ? json : text;

const headerProblem = (
  response: ApiResponse,
  { headers }: Answer,
  { problemOf, resolve }: SchemaChecker,
): string | null => {
  for (const [name, reference] of Object.entries(response.headers)) {
    const sent = headers[name.toLowerCase()];
    if (sent === undefined) continue;
    const { schema } = resolve<Header>(reference);
    const problem = problemOf(schema, schema['type'] === 'integer' ? Number(sent) : sent);
    if (problem) return `the header ${name}: ${sent} is not as declared: ${problem}`;
  }
  return null;
};

const bodyProblem = (response: ApiResponse, answer: Answer, { problemOf }: SchemaChecker): string | null => {
  if (Object.keys(response.content).length === 0) return answer.text === '' ? null : 'a body is not declared';
  const type = answer.headers['content-type']?.split(';')[0] ?? 'no media type';
  const media = response.content[type];
  if (!media) return `${type} is not declared`;
  const problem = problemOf(media.schema, bodyOf(answer));
  return problem && `the body is not as declared: ${problem}`;
};

const operationProblem = (
  operation: ApiOperation,
  isHead: boolean,
  answer: Answer,
  checker: SchemaChecker,
): string | null => {
  const reference = operation.responses[String(answer.status)];
  if (!reference) return 'the status is not declared';
  const response = checker.resolve<ApiResponse>(reference);
  return headerProblem(response, answer, checker) ?? (isHead ? null : bodyProblem(response, answer, checker));
};

/** The errors of requests that lead to no route. */
const WITHOUT_ROUTE: readonly ErrorCode[] = [
  'route_not_found',
  'method_not_allowed',
  'rate_limited',
  'internal',
  'unavailable',
];

const sameBody = ({ body }: WireResponse, { text }: Answer): boolean =>
  (body.kind === 'json' ? JSON.stringify(body.value) : body.kind === 'text' ? body.text : '') === text;

const QUOTA = /Maximum (\d+) requests per (minute|day)/;

/** The error with what its sentence depends on, as far as the answer itself tells it. */
const errorLike = (code: ErrorCode, { text }: Answer): AppError => {
  const [, limit, per] = QUOTA.exec(text) ?? [];
  return code === 'rate_limited' && limit
    ? new AppError(code, { quota: { limit: Number(limit), per: per as 'minute' | 'day' } })
    : new AppError(code);
};

const ownerProblem = (owner: Dialect, isHead: boolean, answer: Answer): string | null => {
  const forms = WITHOUT_ROUTE.map((code) => owner.encodeError(errorLike(code, answer), null));
  const fits = forms.some((form) => form.status === answer.status && (isHead || sameBody(form, answer)));
  return fits ? null : `it is no error of the dialect ${owner.name}`;
};

interface Declared {
  readonly document: OpenApiDocument;
  readonly checker: SchemaChecker;
}

/**
 * What the document says of each path, made when it is first asked for: most test files see few of them. That a path's
 * part alone says what it says in the whole, tests/documents/openapi.test.ts holds.
 */
const createDeclarations = ({ routes }: RouteTable): ((path: string) => Declared) => {
  const known = new Map<string, Declared>();
  return (path) => {
    const found = known.get(path);
    if (found) return found;
    const document = openApiDocument(
      routes.filter((route) => route.path === path),
      'test',
    );
    const made = { document, checker: schemaChecker(document) };
    known.set(path, made);
    return made;
  };
};

/** Whether a path is no route and has no dialect's errors: probes, and what everybody may read. */
const createBeside = (table: RouteTable): ((path: string) => boolean) => {
  let paths: ReadonlySet<string> | undefined;
  return (path) => {
    paths ??= new Set([
      '/livez',
      '/readyz',
      '/metrics',
      ...publicDocuments(table, { now: () => new Date() }).map((document) => document.path),
    ]);
    return paths.has(path);
  };
};

/** What never became a request: Node's parser or the port answered, before any dialect could (src/http/malformed.ts). */
const NO_REQUEST: readonly number[] = [400, 408, 417, 431];

const wasNoRequest = ({ status, text, headers }: Answer, isHead: boolean): boolean =>
  NO_REQUEST.includes(status) &&
  text === (isHead ? '' : STATUS_CODES[status]) &&
  headers['traceparent'] === undefined;

const readLine = (line: string): { method: string; path: string; isHead: boolean } => {
  const [method = 'GET', target = '/'] = line.split(' ');
  return { method, path: target.split(/[?#]/)[0] ?? '/', isHead: method === 'HEAD' };
};

/** Holds answers against the OpenAPI document of a table, and those without a route against the owner's errors. */
export const createAnswerCheck = (table: RouteTable): AnswerCheck => {
  const declared = createDeclarations(table);
  const isBeside = createBeside(table);

  const besideRoutes = (path: string, isHead: boolean, answer: Answer): string | null | undefined => {
    const owner = isBeside(path) ? null : table.ownerOf(path);
    return owner ? ownerProblem(owner, isHead, answer) : undefined;
  };

  return (line, answer) => {
    const { method, path, isHead } = readLine(line);
    if (method === 'OPTIONS' || wasNoRequest(answer, isHead)) return undefined;
    const route = table.match(path)?.byMethod.get((isHead ? 'GET' : method) as HttpMethod)?.[0];
    if (!route) return besideRoutes(path, isHead, answer);
    const { document, checker } = declared(route.path);
    const operation = document.paths[route.path]?.[route.method.toLowerCase()];
    return operation ? operationProblem(operation, isHead, answer, checker) : 'it has no operation';
  };
};
