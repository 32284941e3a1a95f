import { account, error, line, NEW_PASSWORD, REVOKED, told, useColon, wrong } from './colon';

const colon = useColon();

const me = (token: string, body: unknown) => colon.ask('POST /auth:me', { token, body });

const CHANGED = 'password updated successfully, please login again';
const WRONG_OLD = error(401, 'invalid old password');

describe('a new password', () => {
  test('ends all sessions, the one that asks included', async () => {
    const person = await colon.person();
    const [one, other] = [await colon.signIn(person), await colon.signIn(person)];
    const answer = await me(one.access_token, { old_password: person.password, password: NEW_PASSWORD });
    expect(told(answer)).toBe(line(200, { message: CHANGED, user: account(person) }));
    for (const { access_token, refresh_token } of [one, other]) {
      expect(told(await colon.ask('GET /auth:me', { token: access_token }))).toBe(REVOKED);
      expect(told(await colon.askAnonymously('POST /auth:refresh', { body: { refresh_token } }))).toBe(
        error(401, 'invalid refresh token'),
      );
    }
    await expect(colon.signIn(person)).rejects.toThrow('invalid credentials');
    await colon.signIn({ ...person, password: NEW_PASSWORD });
  });

  test.each([
    { password: NEW_PASSWORD },
    { password: NEW_PASSWORD, old_password: '' },
    { password: NEW_PASSWORD, old_password: null },
  ])('%j lacks the old one', async (body) => {
    const { access_token } = await colon.signIn(await colon.person());
    expect(told(await me(access_token, body))).toBe(
      error(400, 'old_password is required to change password'),
    );
  });

  test('the old one alone lacks the new one', async () => {
    const person = await colon.person();
    const { access_token } = await colon.signIn(person);
    for (const password of [undefined, null, '']) {
      expect(told(await me(access_token, { old_password: person.password, password }))).toBe(
        error(400, 'password is required'),
      );
    }
  });

  test.each([
    ['Short1', 'be at least 8 characters'],
    ['lowercase1', 'include at least one uppercase letter'],
    ['UPPERCASE1', 'include at least one lowercase letter'],
    ['NoNumbers', 'include at least one number'],
    [`Aa1${'x'.repeat(70)}`, 'be at most 72 bytes in UTF-8'],
  ])('%s breaks a rule, whatever the old one', async (password, rule) => {
    const { access_token } = await colon.signIn(await colon.person());
    for (const old_password of ['UserPass123#', 'wrong']) {
      expect(told(await me(access_token, { old_password, password }))).toBe(
        wrong(`password must ${rule}`, 'WEAK_PASSWORD'),
      );
    }
  });

  test('not beside an email', async () => {
    const person = await colon.person();
    const { access_token } = await colon.signIn(person);
    const body = { email: 'other@example.com', old_password: person.password, password: NEW_PASSWORD };
    expect(told(await me(access_token, body))).toBe(wrong('email cannot be changed together with password'));
    await colon.signIn(person);
  });

  test('a wrong old one is a failed sign-in', async () => {
    const person = await colon.person();
    const { access_token } = await colon.signIn(person);
    const body = { old_password: 'Wrong-password-1', password: NEW_PASSWORD };
    for (let tries = 0; tries < 5; tries += 1) expect(told(await me(access_token, body))).toBe(WRONG_OLD);
    expect(told(await me(access_token, { ...body, old_password: person.password }))).toBe(
      error(429, 'too many login attempts', 'LOGIN_RATE_LIMIT'),
    );
  });

  test('401 tells how to sign in', async () => {
    const { access_token } = await colon.signIn(await colon.person());
    const answer = await me(access_token, { old_password: 'wrong', password: NEW_PASSWORD });
    expect([told(answer), answer.headers['www-authenticate']]).toEqual([WRONG_OLD, 'Bearer']);
  });
});
