import { unique } from '../../http/api';
import { message, PASSWORD, told, useFlask } from './flask';
import { BAD_EMAIL, mail, USER_TYPES, WRONG } from './wrong-fields';

const flask = useFlask();

/** A body that could be created. */
const good = () => {
  const username = unique('field');
  return { username, email: `${username}@example.com`, user_type: 'employee', password: PASSWORD };
};

describe.each(WRONG)('%s: %j', (key, value, sentence) => {
  test('in a new user', async () => {
    const answer = await flask.ask('POST /user/users', { body: { ...good(), [key]: value } });
    expect(told(answer)).toBe(message(400, sentence));
  });

  test('in changes', async () => {
    const answer = await flask.ask(`PUT /user/users/${(await target()).hexId}`, { body: { [key]: value } });
    expect(told(answer)).toBe(message(400, sentence));
  });
});

let made: ReturnType<typeof flask.person> | undefined;

/** Somebody whom nothing here changes. */
const target = () => {
  made ??= flask.person();
  return made;
};

test.each([
  ['username', 'username is required'],
  ['email', 'email is required'],
  ['user_type', 'user_type is required'],
  ['password', 'password is required'],
])('a new user without %s', async (key, sentence) => {
  const answer = await flask.ask('POST /user/users', { body: { ...good(), [key]: undefined } });
  expect(told(answer)).toBe(message(400, sentence));
});

test('the first problem is told, in the order of the fields', async () => {
  const wrong: Record<string, unknown> = {
    roles: [],
    is_email_verified: 1,
    is_active: 1,
    mobile: 1,
    employee_id: 1,
    password: 'x',
    user_type: 'x',
    email: 'x',
    username: 'x@',
  };
  const sentences = [
    'username is invalid',
    BAD_EMAIL,
    USER_TYPES,
    'password must be at least 8 characters',
    'employee_id must be a string',
    'mobile must be a string',
    'is_active must be a boolean',
    'is_email_verified must be a boolean',
    'roles is required',
  ];
  for (const [index, key] of Object.keys(wrong).reverse().entries()) {
    const answer = await flask.ask('POST /user/users', { body: { ...good(), ...wrong } });
    expect([key, told(answer)]).toEqual([key, message(400, sentences[index] ?? '')]);
    delete wrong[key];
  }
});

test.each<[string, unknown]>([
  ['username', 'x'.repeat(254)],
  ['username', 'x'.repeat(255)],
  ['username', '🐈'.repeat(255)],
  ['username', 'Łukasz Ž 山田'],
  ['email', mail(253)],
  ['email', mail(254)],
  ['email', 'jürgen@bücher.example'],
  ['password', '12345678'],
  ['password', 'x'.repeat(72)],
  ['password', 'ü'.repeat(36)],
  ['employee_id', 'x'.repeat(64)],
  ['employee_id', null],
  ['mobile', '1'.repeat(32)],
  ['mobile', ''],
  ['mobile', null],
  ['roles', ['general']],
  ['user_type', 'general'],
])('%s at its edge is right: %j', async (key, value) => {
  const answer = await flask.ask('POST /user/users', { body: { ...good(), [key]: value } });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  expect(
    (await flask.ask(`PUT /user/users/${(answer.json as { id: string }).id}`, { body: { [key]: value } }))
      .status,
  ).toBe(200);
});
