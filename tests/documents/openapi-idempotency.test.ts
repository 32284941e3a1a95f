import { CREATES } from '../http/creates';
import { operationAt, operationsOf, responseAt, SUBJECTS } from './openapi';

const KEY = 'Idempotency-Key';

test.each(CREATES.map(({ line, dialect }) => [line, dialect]))(
  '%s takes a key and tells of it',
  (line, name) => {
    const subject = SUBJECTS.find((one) => one.name === name);
    if (!subject) throw new Error(`there is no document of ${name}`);
    const parameters = operationAt(subject, line).parameters?.filter((one) => one.name === KEY);
    expect(parameters).toEqual([expect.objectContaining({ in: 'header', required: false })]);
    expect(Object.keys(responseAt(subject, line, 201).headers)).toContain('Idempotency-Replayed');
    expect(Object.keys(responseAt(subject, line, 409).headers)).toContain('Retry-After');
    expect(responseAt(subject, line, 400).description).toContain('idempotency_key_malformed');
    expect(responseAt(subject, line, 422).description).toContain('idempotency_key_reused');
  },
);

test('nothing else takes one', () => {
  const takers = SUBJECTS.filter(({ name }) => name !== 'going' && name !== 'all').flatMap((subject) =>
    operationsOf(subject).filter(([, operation]) => operation.parameters?.some(({ name }) => name === KEY)),
  );
  expect(takers.length).toBeGreaterThan(0);
  const taking = new Set(takers.map(([, operation]) => operation['x-roster-operation']));
  expect([...taking].sort()).toEqual(['policies.create', 'tokens.create', 'users.create']);
});
