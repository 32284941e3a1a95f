import { createLogger } from '../../src/adapters/logger';

const logged = (error: unknown): unknown => {
  const lines: string[] = [];
  const destination = {
    write(text: string): void {
      lines.push(text);
    },
  };
  createLogger({ level: 'info', isPretty: false, destination }).warn({ err: error }, 'it broke');
  return (JSON.parse(lines.join('')) as { err: unknown }).err;
};

test('of an error its name, message, code, stack and cause are written, and nothing that hangs on it', () => {
  const cause = Object.assign(new TypeError('underneath'), { detail: 'Key (email)=(ann@example.com)' });
  const error = Object.assign(new Error('terminated', { cause }), {
    code: '57P01',
    client: { secretKey: 1218881613, connectionParameters: { host: '127.0.0.1' } },
  });
  expect(logged(error)).toEqual({
    type: 'Error',
    message: 'terminated',
    code: '57P01',
    stack: error.stack,
    cause: { type: 'TypeError', message: 'underneath', stack: cause.stack },
  });
});

test('what is thrown and is no error is told as text', () => {
  expect(logged('broken')).toEqual({ type: 'string', message: 'broken' });
});
