import { openApiDocument } from '../../routes/documents/openapi/document';
import type {
  ApiOperation,
  ApiResponse,
  OpenApiDocument,
  RequestBody,
} from '../../routes/documents/openapi/format';
import type { Route } from '../../routes/route';
import { createTable, DIALECTS } from '../../routes/table';
import { type SchemaChecker, schemaChecker } from '../support/openapi-schemas';

/** A document with the routes that it is of. */
export interface Subject {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly document: OpenApiDocument;
  readonly checker: SchemaChecker;
}

const { routes } = createTable();

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A dialect that goes. */
const going = createTable(
  DIALECTS,
  ['flask'],
  [
    {
      match: 'dialect:flask',
      plan: {
        deprecated: at('2026-01-01'),
        sunset: at('2026-07-01'),
        brownouts: [{ from: at('2026-05-05'), until: at('2026-05-06') }],
      },
    },
  ],
).routes.filter(({ dialect }) => dialect.name === 'flask');

const subject = (name: string, own: readonly Route[]): Subject => {
  const document = openApiDocument(own, '1.2.3');
  return { name, routes: own, document, checker: schemaChecker(document) };
};

/** Every document that a server with all dialects has, and one of a dialect that goes. */
export const SUBJECTS: readonly Subject[] = [
  subject('all', routes),
  ...DIALECTS.map(({ name }) =>
    subject(
      name,
      routes.filter((route) => route.dialect.name === name),
    ),
  ),
  subject('going', going),
];

/** For `describe.each`. */
export const NAMED_SUBJECTS = SUBJECTS.map((one) => [one.name, one] as const);

/** The operation of a line such as `GET /api/users`. Throws when the document has none. */
export const operationAt = ({ document }: Pick<Subject, 'document'>, line: string): ApiOperation => {
  const [method = '', path = ''] = line.split(' ');
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`the document has no ${line}`);
  return operation;
};

/** An answer of an operation. Throws when it declares none of that status. */
export const responseAt = (one: Subject, line: string, status: number): ApiResponse => {
  const reference = operationAt(one, line).responses[String(status)];
  if (!reference) throw new Error(`${line} declares no ${status}`);
  return one.checker.resolve<ApiResponse>(reference);
};

/** The body of an operation's request. Throws when it takes none. */
export const bodyAt = (one: Subject, line: string): RequestBody => {
  const { requestBody } = operationAt(one, line);
  if (!requestBody) throw new Error(`${line} takes no body`);
  return one.checker.resolve<RequestBody>(requestBody);
};

/** Every operation of a document with its line. */
export const operationsOf = ({ document }: Pick<Subject, 'document'>): [string, ApiOperation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, ApiOperation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
