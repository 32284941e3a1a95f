import { openCursor, sealCursor } from '../../routes/codec/cursor';
import type { Position } from '../../src/domain/paging';

const SCOPE = '["users",{"status":"active"}]';
const POSITION: Position = { key: '2026-02-08 04:36:57.123456+00', id: 42 };

const refusal = expect.objectContaining({
  code: 'invalid_fields',
  details: { issues: [{ field: 'cursor', rule: 'format' }] },
});

test.each<[string, Position]>([
  ['a time', POSITION],
  ['an id', { key: '42', id: 42 }],
  ['the empty text', { key: '', id: 1 }],
  ['another script', { key: 'strasse 王 😀', id: 3 }],
  ['quotes and escapes', { key: '"\\\n.', id: 4 }],
  ['the largest id that is exact', { key: 'x', id: Number.MAX_SAFE_INTEGER }],
])('a cursor of the list opens to its position: %s', (_, position) => {
  expect(openCursor(sealCursor(position, SCOPE), SCOPE)).toEqual(position);
});

test('a cursor can stand in a URL as it is', () => {
  expect(sealCursor({ key: 'ÿÿÿ>>>???', id: 1 }, SCOPE)).toMatch(/^[\w.-]+$/);
});

test.each([
  ['another order', '["users",{"status":"suspended"}]'],
  ['another list', '["audit",{"status":"active"}]'],
  ['no scope', ''],
])('a cursor of %s does not open', (_, scope) => {
  expect(() => openCursor(sealCursor(POSITION, scope), SCOPE)).toThrow(refusal);
});

const sealed = sealCursor(POSITION, SCOPE);
const [payload = '', tag = ''] = sealed.split('.');
const forged = Buffer.from(JSON.stringify(['x', 1])).toString('base64url');

test.each([
  ['nothing', ''],
  ['a dot', '.'],
  ['no tag', payload],
  ['an empty tag', `${payload}.`],
  ['the tag alone', `.${tag}`],
  ['half a tag', `${payload}.${tag.slice(0, 4)}`],
  ['a tag and more', `${payload}.${tag}x`],
  ['a third part', `${sealed}.x`],
  ['another payload', `${forged}.${tag}`],
  ['a payload with padding', `${payload}=.${tag}`],
  ['the tag in other case', `${payload}.${tag.toLowerCase()}${tag.toUpperCase()}`],
  ['a number', '42'],
  ['another script', 'курсор.метка'],
  ['NUL', '\u0000'],
])('%s is no cursor: %j', (_, text) => {
  expect(() => openCursor(text, SCOPE)).toThrow(refusal);
});
