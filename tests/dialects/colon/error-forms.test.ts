import { colon as dialect } from '../../../routes/dialects/colon/colon.dialect';
import { AppError, type ErrorCode, type Issue } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { error, line, wrong } from './colon';

describe('what no request here meets still has a form', () => {
  const formOf = (code: ErrorCode, operation: OperationId | null = null, issue?: Issue) => {
    const { status, body } = dialect.encodeError(
      new AppError(code, issue ? { issues: [issue] } : {}),
      operation,
    );
    return body.kind === 'json' ? line(status, body.value) : body.kind;
  };

  const LAST = 'CANNOT_DELETE_LAST_ADMIN';
  test.each<[ErrorCode, OperationId | null, string]>([
    ['last_administrator', 'users.delete', error(403, 'cannot delete the last active administrator', LAST)],
    ['last_administrator', 'users.update', error(403, 'cannot demote the last active administrator', LAST)],
    [
      'own_password',
      'users.update',
      error(403, 'change your own password with auth:me', 'CANNOT_MODIFY_SELF'),
    ],
    ['employee_id_taken', null, error(409, 'employee ID already exists', 'EMPLOYEE_ID_EXISTS')],
    ['policy_not_found', null, error(404, 'policy not found')],
    ['session_not_found', null, error(404, 'session not found')],
    ['policy_name_taken', null, error(409, 'policy name already exists')],
    ['policy_in_use', null, error(400, 'policy is in use')],
    ['invalid_code', null, error(401, 'invalid code')],
    ['invalid_reset_code', null, error(400, 'invalid code')],
    ['invalid_fields', null, error(400, 'invalid request')],
  ])('%s of %s', (code, operation, expected) => {
    expect(formOf(code, operation)).toBe(expected);
  });

  test('nor has every problem a sentence of its own', () => {
    const issue = { field: 'until', rule: 'future' } as const;
    expect(formOf('invalid_fields', 'users.suspend', issue)).toBe(wrong('until must be in the future'));
  });
});
