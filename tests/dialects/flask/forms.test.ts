import type { Asking } from '../../support/test-server';
import { form, line, told, useFlask } from './flask';

const flask = useFlask();

const login = (asking: Asking) => flask.askAnonymously('POST /auth/login', asking);

test.each<[string, string, string]>([
  ['blanks as plus and as %20', 'password=Old+Password%20123!', 'Old Password 123!'],
  ['a plus as %2B', 'password=Old%2BPassword123!', 'Old+Password123!'],
  ['letters beyond ASCII', 'password=Gr%C3%BC%C3%9Fe+von+%F0%9F%90%88', 'Grüße von 🐈'],
  ['an equals sign that stands bare', 'password=Old=Password=123', 'Old=Password=123'],
])('%s', async (_what, text, password) => {
  const { username } = await flask.person({ password });
  expect((await login(form(`username=${username}&${text}`))).status).toBe(200);
});

test('by code', async () => {
  await flask.person({ phone: '+49305002' });
  const otp = await flask.codeFor('+49305002');
  expect((await login(form(`mobile=%2B49305002&otp=${otp}`))).status).toBe(200);
});

test.each<[string, Asking]>([
  ['a field twice', form('username=a&username=b&password=c')],
  ['a field twice, once escaped', form('username=a&%75sername=b&password=c')],
  ['a bad escape', form('username=%zz&password=c')],
  ['an escape that is cut', form('username=a&password=%e')],
  ['escaped bytes that are no UTF-8', form('username=%ff&password=c')],
  ['bytes that are no UTF-8', { ...form(''), raw: Buffer.from([0x61, 0x3d, 0xff]) }],
  ['a prototype', form('__proto__=x&username=a&password=c')],
])('%s is no body', async (_what, asking) => {
  expect(told(await login(asking))).toBe(line(400, { msg: 'Invalid request body', success: false }));
});

test('in another character set, or as parts, are a type nobody takes', async () => {
  for (const type of ['application/x-www-form-urlencoded; charset=latin1', 'multipart/form-data; boundary=x'])
    expect((await login(form('username=a&password=b', type))).status).toBe(415);
});

test.each([
  'POST /auth/generate-otp',
  'POST /auth/logout',
  'POST /user/reset-password',
  'POST /user/security/resend-otp',
  'POST /user/change-password',
  'POST /user/unlock',
  'POST /user/users',
])('%s takes none', async (request) => {
  const answer = await flask.ask(request, form('mobile=1'));
  expect(answer.status).toBe(415);
});
