import { openApiDocument } from '../../routes/documents/openapi/document';
import type { ApiOperation, ApiResponse, RequestBody } from '../../routes/documents/openapi/format';
import { PUBLIC } from '../conformance/permissions.expected';
import { schemaChecker } from '../support/openapi-schemas';
import { report } from '../support/report';
import { NAMED_SUBJECTS, operationAt, operationsOf, responseAt, type Subject } from './openapi';

/** With what stands in place of every reference to a response or a body, names of other operations left out. */
const whole = ({ checker }: Subject, operation: ApiOperation): unknown => ({
  parameters: operation.parameters,
  requestBody: operation.requestBody && checker.resolve<RequestBody>(operation.requestBody),
  responses: Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      checker.resolve<ApiResponse>(response),
    ]),
  ),
});

describe.each(NAMED_SUBJECTS)('%s', (name, subject) => {
  const { routes, document } = subject;
  const operations = operationsOf(subject);

  test('has an operation for every spelling of the table, and no other', () => {
    const spellings = [...new Set(routes.map(({ label }) => label))];
    expect(operations.map(([line]) => line).sort()).toEqual(spellings.sort());
    report(`openapi ${name}: ${operations.length} operations, ${Object.keys(document.paths).length} paths`);
  });

  test('names each operation once, in letters that a URL takes', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Za-z0-9.-]+$/.test(id))).toEqual([]);
  });

  test('marks every spelling but the first as another of the first', () => {
    for (const { label, binding, canonicalPath, method } of routes.filter(({ binding: { when } }) => !when)) {
      const canonical = `${binding.spellings[0]?.split(' ')[0]} ${canonicalPath}`;
      const alias = operationAt(subject, `${method} ${label.slice(method.length + 1)}`)['x-roster-alias-of'];
      const first = operationAt(subject, canonical).operationId;
      expect([label, alias]).toEqual([label, label === canonical ? undefined : first]);
    }
  });

  test('gives every shape one name', () => {
    const names = Object.keys(document.components.schemas);
    expect(names.filter((schema) => !/^[a-z]+\.[A-Za-z]+$/.test(schema))).toEqual([]);
  });

  test('lets everybody call what is public, and tells all others that they must sign in', () => {
    for (const [line, { security, responses }] of operations) {
      const isPublic = PUBLIC.includes(line);
      expect([line, security, '403' in responses]).toEqual([line, isPublic ? [] : undefined, !isPublic]);
    }
    expect(document.security).toEqual([{ bearer: [] }]);
  });

  test('every answer tells of limits, every 401 how to sign in, every 410, 429 and 503, and the 409 that passes, when to come back', () => {
    for (const [line, { responses }] of operations) {
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['429', '500', '503']));
      for (const status of Object.keys(responses).map(Number)) {
        const { headers, description } = responseAt(subject, line, status);
        expect(Object.keys(headers)).toEqual(expect.arrayContaining(['RateLimit', 'RateLimit-Policy']));
        expect([line, status, 'WWW-Authenticate' in headers]).toEqual([
          line,
          status,
          [401, 403].includes(status),
        ]);
        expect([line, status, 'Retry-After' in headers]).toEqual([
          line,
          status,
          [410, 429, 503].includes(status) || description.includes('idempotency_in_flight'),
        ]);
      }
    }
  });

  test('is the same every time', () => {
    expect(JSON.stringify(openApiDocument(routes, '1.2.3'))).toBe(JSON.stringify(document));
  });

  test('says of a path alone what it says of it among all', () => {
    for (const [line, operation] of operations) {
      const [method = '', path = ''] = line.split(' ');
      const alone = openApiDocument(
        routes.filter((route) => route.path === path),
        '1.2.3',
      );
      const part = { ...subject, document: alone, checker: schemaChecker(alone) };
      const same = alone.paths[path]?.[method.toLowerCase()];
      expect(same && whole(part, same)).toEqual(whole(subject, operation));
    }
  });
});
