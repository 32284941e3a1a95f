import { createTable } from '../../routes/table';
import { explainText } from '../../routes/translate/explain';
import { translated, ULID } from './support/said';

const update = (body: unknown): string => `POST /users:update?id=${ULID}\n\n${JSON.stringify(body)}`;

const refusal = (expected: string) => ({ details: { issues: [{ field: 'text', rule: 'range', expected }] } });

const ACTIONS = 'one of: reset_password, revoke_sessions';

test.each([
  ['nope', `one whose action is ${ACTIONS}; nope is none of them`],
  [7, `one whose action is ${ACTIONS}; 7 is none of them`],
])('an action that its URL has not is refused with those that it has: %j', async (action, expected) => {
  await expect(translated(update({ action }), 'rest')).rejects.toMatchObject(refusal(expected));
  await expect(explainText(createTable(), update({ action }))).rejects.toMatchObject(refusal(expected));
});

test('one to be filled in must be said to translate, and can be each when explained', async () => {
  const text = update({ action: '{{a}}' });
  await expect(translated(text, 'rest')).rejects.toMatchObject(
    refusal(`one whose action is ${ACTIONS}; {{a}} is to be filled in first`),
  );
  const explained = await explainText(createTable(), text);
  expect(explained.map(({ when }) => when ?? 'none').sort()).toEqual([
    'action=reset_password',
    'action=revoke_sessions',
    'none',
  ]);
});

test('the empty text is no action', async () => {
  const { to, request } = await translated(update({ action: '', email: 'a@b.cd' }), 'rest');
  expect([to.operation, request?.body]).toEqual(['users.update', { email: 'a@b.cd' }]);
});

test('a username cannot be changed, whatever stands beside it', async () => {
  await expect(translated(update({ username: 'ann' }), 'rest')).rejects.toMatchObject(
    refusal('one that colon takes, which says to this: username cannot be changed'),
  );
});

test('a key has an action of its own', async () => {
  await expect(translated(`POST /apikeys:update?id=${ULID}\n\n{"action":"x"}`, 'rest')).rejects.toMatchObject(
    refusal('one whose action is one of: rotate; x is none of them'),
  );
});
