import { describeWhen, fulfils, type When } from '../../routes/when';

const byValue: When = { field: 'action', equals: 'rotate' };
const byPresence: When = { given: ['password', 'old_password'] };

test.each<[When, unknown, boolean]>([
  [byValue, { action: 'rotate' }, true],
  [byValue, { action: 'Rotate' }, false],
  [byValue, { action: ['rotate'] }, false],
  [byValue, {}, false],
  [byValue, undefined, false],
  [byValue, null, false],
  [byValue, 'rotate', false],
  [byPresence, { password: 'x' }, true],
  [byPresence, { old_password: null }, false],
  [byPresence, { old_password: '' }, false],
  [byPresence, { old_password: '', password: 'x' }, true],
  [byPresence, { password: 0 }, true],
  [byPresence, { email: 'a@b.example' }, false],
  [byPresence, Object.create({ password: 'inherited' }), false],
  [byPresence, undefined, false],
])('%j on %j: %s', (when, body, expected) => {
  expect(fulfils(body, when)).toBe(expected);
});

test('in words', () => {
  expect(describeWhen(byValue)).toBe('action=rotate');
  expect(describeWhen(byPresence)).toBe('password or old_password is given');
});
