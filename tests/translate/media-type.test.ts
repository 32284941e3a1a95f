import { translated } from './support/said';

const as = (type: string): string =>
  `rest would refuse this: 415, since it is sent as ${type} and not as application/json`;
const FORM = 'application/x-www-form-urlencoded';

const SUSPEND = 'curl -X POST http://h/api/users/2/suspend';
const LOGIN = 'curl http://h/form/api/v1/auth/login';

const postman = (options: unknown): string =>
  JSON.stringify({
    request: {
      method: 'POST',
      url: 'http://h/api/users/2/suspend',
      body: { mode: 'raw', raw: '{"reason":"left"}', options },
    },
  });

test.each<[string, string, readonly string[]]>([
  ['curl -d', `${SUSPEND} -d '{"reason":"left"}'`, [as(FORM)]],
  ['curl -d of a form', `${SUSPEND} -d reason=left`, [as(FORM)]],
  ['curl -d with its type', `${SUSPEND} -H 'content-type: application/json' -d '{"reason":"left"}'`, []],
  ['curl -d with a type that is like it', `${SUSPEND} -H 'content-type: application/x+json' -d '{}'`, []],
  ['curl -d with another type', `${SUSPEND} -H 'Content-Type: text/plain' -d '{}'`, [as('text/plain')]],
  ['curl --json', `${SUSPEND} --json '{"reason":"left"}'`, []],
  ['curl without a body', SUSPEND, []],
  ['HTTP that says nothing', 'POST /api/users/2/suspend\n\n{"reason":"left"}', []],
  ['HTTP with a type', 'POST /api/users/2/suspend\ncontent-type: text/xml\n\n{}', [as('text/xml')]],
  ['Postman', postman(undefined), [as('text/plain')]],
  ['Postman, as JSON', postman({ raw: { language: 'json' } }), []],
  ['a form where forms are taken', `${LOGIN} -d username=ann -d password=x`, []],
  [
    'JSON that is sent as a form where forms are taken',
    `${LOGIN} -d '{"username":"ann","password":"x"}'`,
    ['flask would read nothing in this: it is sent as a form and not as application/json'],
  ],
])('what a body is sent as: %s', async (_name, text, notes) => {
  const translation = await translated(text, 'rest');
  const own = translation.notes.filter(({ field }) => field === 'contentType');
  expect(own.map(({ why }) => why)).toEqual(notes);
});
