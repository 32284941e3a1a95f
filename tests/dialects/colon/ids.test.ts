import { NO_ID, NO_KEY, NO_USER, told, useColon } from './colon';

const colon = useColon();

/** What stands where a ULID should be, as it goes over the wire. */
const NO_ULIDS = [
  ...[
    '0',
    '1',
    '-1',
    '+1',
    '%2B1',
    '01',
    '1.0',
    '1e3',
    '0x10',
    '1%00',
    '%00',
    '%zz',
    '%C3%28',
    'null',
    'true',
  ],
  ...['9223372036854775807', '9223372036854775808', '99999999999999999999999999999999'],
  '648a1f0b9c3d2e4f5a6b7c8d',
  '01kh1k9g4kpg10bev0pntmynwj',
  '01KH1K9G4KPG10BEV0PNTMYNW',
  '01KH1K9G4KPG10BEV0PNTMYNWJ0',
  '%2001KH1K9G4KPG10BEV0PNTMYNWJ',
  '01KH1K9G4KPG10BEV0PNTMYNWJ%0A',
  '81KH1K9G4KPG10BEV0PNTMYNWJ',
  '01KH1K9G4KPG10BEV0PNTMYNWI',
  '01KH1K9G4KPG10BEV0PNTMYNWL',
  '01KH1K9G4KPG10BEV0PNTMYNWO',
  '01KH1K9G4KPG10BEV0PNTMYNWU',
  '01234567-89ab-cdef-0123-456789abcdef',
  '__proto__',
  // Nobody's.
  '01KH1K9G4KPG10BEV0PNTMYNWJ',
  '00000000000000000000000000',
  '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
  // Given twice it is none.
  '01KH1K9G4KPG10BEV0PNTMYNWJ&id=01KH1K9G4KPG10BEV0PNTMYNWJ',
];

const LINES: readonly (readonly [line: string, body: unknown, notFound: string])[] = [
  ['GET /users:get', undefined, NO_USER],
  ['POST /users:update', { role: 'user' }, NO_USER],
  ['POST /users:update', { action: 'reset_password', new_password: 'UserPass123#' }, NO_USER],
  ['POST /users:update', { action: 'revoke_sessions' }, NO_USER],
  ['POST /users:destroy', undefined, NO_USER],
  ['GET /apikeys:get', undefined, NO_KEY],
  ['POST /apikeys:update', { can_write: true }, NO_KEY],
  ['POST /apikeys:update', { action: 'rotate' }, NO_KEY],
  ['POST /apikeys:destroy', undefined, NO_KEY],
];

describe.each(LINES)('%s %j', (line, body, notFound) => {
  test('of what is no ULID, or nobody’s', async () => {
    const other: string[] = [];
    for (const id of NO_ULIDS) {
      const answer = told(await colon.ask(`${line}?id=${id}`, { body }));
      if (answer !== notFound) other.push(`${id}: ${answer}`);
    }
    expect(other).toEqual([]);
  });

  test('without an id', async () => {
    for (const query of ['', '?', '?id=', '?id', '?ID=01KH1K9G4KPG10BEV0PNTMYNWJ', '?id[]=1']) {
      expect([query, told(await colon.ask(`${line}${query}`, { body }))]).toEqual([query, NO_ID]);
    }
  });
});

test('an id in the body or the path names nobody', async () => {
  const { ulid } = await colon.person();
  expect(told(await colon.ask('POST /users:update', { body: { id: ulid, role: 'admin' } }))).toBe(NO_ID);
  expect((await colon.ask(`GET /users:get/${ulid}`)).status).toBe(404);
  expect((await colon.ask(`GET /users:get?id=${ulid}`)).status).toBe(200);
});

test('the other ids of a user that is there are not its id here', async () => {
  const { id, hexId } = await colon.person();
  for (const other of [id, hexId]) expect(told(await colon.ask(`GET /users:get?id=${other}`))).toBe(NO_USER);
});
