import type {
  ApiOperation,
  ApiResponse,
  MediaType,
  RequestBody,
} from '../../routes/documents/openapi/format';
import { exampleError, possibleErrors } from '../../routes/documents/possible-errors';
import type { Route } from '../../routes/route';
import type { WireBody } from '../../routes/wire';
import { report } from '../support/report';
import { NAMED_SUBJECTS, operationsOf, responseAt, type Subject } from './openapi';

type Content = Readonly<Record<string, MediaType>>;

const typeOf = ({ kind }: WireBody): string => (kind === 'text' ? 'text/plain' : 'application/json');

const contentOf = (body: WireBody): unknown => {
  if (body.kind === 'json') return body.value;
  return body.kind === 'text' ? body.text : null;
};

const valuesIn = (content: Content, type: string): unknown[] =>
  Object.values(content[type]?.examples ?? {}).map(({ value }) => value);

/** Holds the document against every error of a route; answers how many there are. */
const checkErrors = (subject: Subject, { label, dialect, binding }: Route): number => {
  const codes = possibleErrors(binding, null);
  for (const code of codes) {
    const { status, body } = dialect.encodeError(exampleError(code, binding), binding.operation);
    const values = valuesIn(responseAt(subject, label, status).content, typeOf(body));
    expect([label, code, values]).toEqual([label, code, expect.arrayContaining([contentOf(body)])]);
  }
  return codes.length;
};

const contentsOf = ({ checker }: Subject, { requestBody, responses }: ApiOperation): Content[] => [
  ...(requestBody ? [checker.resolve<RequestBody>(requestBody).content] : []),
  ...Object.values(responses).map((response) => checker.resolve<ApiResponse>(response).content),
];

/** Holds the examples of an operation against its schemas; answers how many there are. */
const checkExamples = (subject: Subject, line: string, operation: ApiOperation): number => {
  const bodies = contentsOf(subject, operation).flatMap((content) =>
    Object.values(content).flatMap(({ schema, examples = {} }) =>
      Object.entries(examples).map(([name, { value }]) => ({ name, schema, value })),
    ),
  );
  const parameters = (operation.parameters ?? [])
    .filter((parameter) => parameter.example !== undefined)
    .map(({ name, schema, example }) => ({ name, schema, value: example }));
  for (const { name, schema, value } of [...bodies, ...parameters]) {
    expect([line, name, subject.checker.problemOf(schema, value)]).toEqual([line, name, null]);
  }
  return bodies.length + parameters.length;
};

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

describe.each(NAMED_SUBJECTS)('%s', (name, subject) => {
  test('declares the errors of every route, each with the body that it has', () => {
    const errors = sum(subject.routes.map((route) => checkErrors(subject, route)));
    report(`openapi ${name}: ${errors} errors, each with its example`);
  });

  test('every example fits its own schema', () => {
    const examples = sum(
      operationsOf(subject).map(([line, operation]) => checkExamples(subject, line, operation)),
    );
    report(`openapi ${name}: ${examples} examples fit their schemas`);
  });

  test('every header is an example of itself', () => {
    for (const [header, { schema, example }] of Object.entries(subject.document.components.headers)) {
      expect([header, subject.checker.problemOf(schema, example)]).toEqual([header, null]);
    }
  });
});
