import { unique } from '../../http/api';
import { fullObject, line, PASSWORD, recordOf, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

const HEX = /^[0-9a-f]{24}$/;

/** A body that holds what create needs. */
const needed = () => {
  const username = unique('new');
  return { username, email: `${username}@example.com`, user_type: 'employee', password: PASSWORD };
};

const created = async (body: Record<string, unknown>) => {
  const answer = await ask('POST /user/users', { body });
  const { id } = answer.json as { id: string };
  expect(id).toMatch(HEX);
  return { answer, id };
};

describe('POST /user/users', () => {
  test('with what it needs: 201 and the full object, null where there is nothing', async () => {
    const body = needed();
    const { answer, id } = await created(body);
    expect(told(answer)).toBe(line(201, fullObject({ hexId: id, ...body })));
  });

  test('with everything', async () => {
    const body = {
      ...needed(),
      employee_id: unique('E-'),
      mobile: '+49 30 123',
      is_active: false,
      is_email_verified: true,
      roles: ['readonly', 'editor', 'admin', 'editor'],
    };
    const { answer, id } = await created(body);
    const expected = fullObject(
      { hexId: id, ...body },
      {
        employee_id: body.employee_id,
        mobile: '+49 30 123',
        is_active: false,
        is_admin: true,
        is_email_verified: true,
        roles: ['admin', 'editor', 'readonly'],
      },
    );
    expect(told(answer)).toBe(line(201, expected));
    expect(told(await ask(`GET /user/users/${id}`))).toBe(line(200, expected));
  });

  test('one of type general needs no password, and signs in by code alone', async () => {
    const { password: _password, ...body } = { ...needed(), user_type: 'general', mobile: '+49301001' };
    const { answer, id } = await created(body);
    expect(told(answer)).toBe(
      line(201, fullObject({ hexId: id, ...body }, { user_type: 'general', mobile: '+49301001' })),
    );
    const otp = await flask.codeFor('+49301001');
    const signedIn = await ask('POST /auth/login', { body: { mobile: '+49301001', otp } });
    expect(signedIn.status).toBe(200);
  });

  test('no mobile and no employee id may be said by null', async () => {
    const body = { ...needed(), mobile: null, employee_id: null };
    const { answer, id } = await created(body);
    expect(told(answer)).toBe(line(201, fullObject({ hexId: id, ...body })));
    const empty = await created({ ...needed(), mobile: '' });
    expect((empty.answer.json as { mobile: unknown }).mobile).toBeNull();
  });

  test('is stored trimmed and in NFC, and shown as written', async () => {
    const name = unique('Zoe\u0301');
    const body = {
      ...needed(),
      username: `  ${name} `,
      email: ` ${unique('Mail')}@Example.com `,
      employee_id: ` ${unique('Ö-')} `,
    };
    const { answer } = await created(body);
    expect(answer.json).toMatchObject({
      username: name.normalize('NFC'),
      email: body.email.trim(),
      employee_id: body.employee_id.trim(),
    });
  });

  test('is_active: false is a suspend, by whoever made it', async () => {
    const { id } = await created({ ...needed(), is_active: false });
    const { rows } = await flask.api.server.database.pool.query('select id from users where hex_id = $1', [
      id,
    ]);
    expect(await recordOf(flask, rows[0].id)).toMatchObject({
      status: 'suspended',
      suspension: { reason: null, until: null, by: flask.api.admin.id },
    });
  });
});
