import {
  assertAimed,
  type IdForm,
  inPath,
  type Locator,
  locate,
  ofCaller,
  parseUserRef,
  type Target,
} from '../../routes/locator';
import type { WireRequest } from '../../routes/wire';

const ULID = '01KH1K9G4KPG10BEV0PNTMYNWJ';
const HEX = '648a1f0b9c3d2e4f5a6b7c8d';
const LARGEST = '9223372036854775807';

describe('an id in each form', () => {
  test.each<[IdForm, string, string]>([
    ['integer', '1', 'id'],
    ['integer', '42', 'id'],
    ['integer', '9007199254740993', 'id'],
    ['integer', LARGEST, 'id'],
    ['ulid', ULID, 'ulid'],
    ['ulid', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'ulid'],
    ['hex', HEX, 'hex'],
    ['any', '42', 'id'],
    ['any', ULID, 'ulid'],
    ['any', HEX, 'hex'],
    // All digits, and too large for an integer.
    ['any', '123456789012345678901234', 'hex'],
  ])('%s: %s is one, to the last digit', (form, text, kind) => {
    expect(parseUserRef(text, form)).toEqual({ kind, value: text });
  });

  test.each([
    '',
    '0',
    '-1',
    '+1',
    '01',
    '1.0',
    '1e3',
    '0x10',
    '1_000',
    ' 1',
    '1 ',
    '1\n',
    '1\u0000',
    '%00',
    '１',
    '٣',
    'NaN',
    'Infinity',
    '9223372036854775808',
    '99999999999999999999',
    ULID,
    HEX,
    'list',
  ])('integer: %j is none', (text) => {
    expect(parseUserRef(text, 'integer')).toBeNull();
  });

  test.each([
    ULID.toLowerCase(),
    ULID.slice(1),
    `${ULID}0`,
    '81KH1K9G4KPG10BEV0PNTMYNWJ',
    '01KH1K9G4KPG10BEV0PNTMYNWU',
    '01KH1K9G4KPG10BEV0PNTMYNIL',
    '42',
    HEX,
  ])('ulid: %j is none', (text) => {
    expect(parseUserRef(text, 'ulid')).toBeNull();
  });

  test.each([HEX.toUpperCase(), HEX.slice(1), `${HEX}0`, `${HEX.slice(1)}g`, '42', ULID])(
    'hex: %j is none',
    (text) => {
      expect(parseUserRef(text, 'hex')).toBeNull();
    },
  );
});

const request = (parts: Partial<WireRequest>): WireRequest => ({
  path: '/',
  params: {},
  query: {},
  body: undefined,
  callerId: null,
  ...parts,
});

const inQuery: Locator = { in: 'query', name: 'id', form: 'integer' };
const inBody: Locator = { in: 'body', name: 'token_id', form: 'integer' };

test('users and tokens are located as references, everything else as the text of its id', () => {
  const asked = request({ params: { id: '5' } });
  expect(locate('user', inPath('id', 'integer'), asked)).toEqual({ kind: 'id', value: '5' });
  expect(locate('token', inPath('id', 'integer'), asked)).toEqual({ kind: 'id', value: '5' });
  expect(locate('policy', inPath('id', 'integer'), asked)).toBe('5');
});

test('an id is found in query and body too, as text or as a whole number', () => {
  expect(locate('policy', inQuery, request({ query: { id: '5' } }))).toBe('5');
  const token = { kind: 'id', value: '5' };
  expect(locate('token', inBody, request({ body: { token_id: 5 } }))).toEqual(token);
  expect(locate('token', inBody, request({ body: { token_id: '5' } }))).toEqual(token);
});

test.each<[Target, string]>([
  ['user', 'user_not_found'],
  ['token', 'token_not_found'],
  ['policy', 'policy_not_found'],
  ['session', 'session_not_found'],
])('what is no id is a %s that does not exist', (target, code) => {
  expect(() => locate(target, inPath('id', 'integer'), request({ params: { id: 'x' } }))).toThrow(
    expect.objectContaining({ code }),
  );
});

test.each<[string, Partial<WireRequest>]>([
  ['nothing', {}],
  ['two values', { query: { id: ['1', '2'] } }],
])('in the query, %s is no id', (_, parts) => {
  expect(() => locate('policy', inQuery, request(parts))).toThrow(
    expect.objectContaining({ code: 'policy_not_found' }),
  );
});

test.each([
  ['no body', undefined],
  ['a text', '5'],
  ['null', null],
  ['an empty object', {}],
  ['null in it', { token_id: null }],
  ['a fraction', { token_id: 1.5 }],
  ['a number that a float has rounded', { token_id: 2 ** 53 }],
  ['a number without end', { token_id: 1e300 }],
  ['zero', { token_id: 0 }],
  ['a list', { token_id: [5] }],
  ['true', { token_id: true }],
])('in the body, %s is no id', (_, body) => {
  expect(() => locate('token', inBody, request({ body }))).toThrow(
    expect.objectContaining({ code: 'token_not_found' }),
  );
});

test('a token has no id of 24 digits', () => {
  const asked = request({ params: { id: HEX } });
  expect(() => locate('token', inPath('id', 'any'), asked)).toThrow(
    expect.objectContaining({ code: 'token_not_found' }),
  );
});

test('the caller is a target without a place in the request', () => {
  expect(locate('user', ofCaller, request({ callerId: 7 }))).toEqual({ kind: 'id', value: '7' });
  expect(() => locate('user', ofCaller, request({}))).toThrow(
    expect.objectContaining({ code: 'user_not_found' }),
  );
});

test.each<[string, Locator, Partial<WireRequest>, string]>([
  ['nothing in the query', inQuery, {}, 'required'],
  ['an empty text in the query', inQuery, { query: { id: '' } }, 'required'],
  ['nothing in the body', inBody, { body: {} }, 'required'],
  ['null in the body', inBody, { body: { token_id: null } }, 'not_null'],
])('%s is told before the rest of the request is judged', (_, locator, parts, rule) => {
  const issues = [{ field: locator === inQuery ? 'id' : 'token_id', rule }];
  expect(() => assertAimed({ token: locator }, request(parts))).toThrow(
    expect.objectContaining({ code: 'invalid_fields', details: { issues } }),
  );
});

test.each([undefined, null, 'text', [], 5])('a body that is %j can hold no id', (body) => {
  expect(() => assertAimed({ token: inBody }, request({ body }))).toThrow(
    expect.objectContaining({ code: 'malformed_body' }),
  );
});

test('what stands where an id should is for later, whatever it is', () => {
  expect(() => assertAimed({ token: inBody }, request({ body: { token_id: 'x' } }))).not.toThrow();
  expect(() => assertAimed({ user: inPath('id', 'hex') }, request({}))).not.toThrow();
  expect(() => assertAimed({ user: ofCaller }, request({}))).not.toThrow();
});
