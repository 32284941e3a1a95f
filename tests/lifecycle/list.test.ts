import { useLifecycle } from './lifecycle-file';

const { api, clock } = useLifecycle([
  {
    match: 'aliases:rest',
    deprecated: '2026-01-01T00:00:00Z',
    sunset: '2026-07-01T02:00:00+02:00',
    brownouts: [{ from: '2026-03-10T00:00:00Z', until: '2026-03-10T01:00:00Z' }],
  },
  { match: 'GET /api/users/list', exempt: ['nightly export'], successor: null },
  { match: 'GET /api/users/get/{id}', sunset: null },
  { match: 'POST /api/users/create', deprecated: null, sunset: null, brownouts: [] },
  { match: 'GET /users:get', deprecated: '2027-01-01T00:00:00Z' },
]);

type Row = Readonly<Record<string, unknown>>;

const rows = async (search = ''): Promise<Row[]> =>
  (await api.ask(`GET /api/lifecycle${search}`)).json as Row[];

const row = async (binding: string): Promise<Row | undefined> =>
  (await rows()).find((one) => one['binding'] === binding);

const LIST = {
  binding: 'GET /api/users/list',
  dialect: 'rest',
  operation: 'users.list',
  canonical: 'GET /api/users',
  status: 'deprecated',
  deprecated: '2026-01-01T00:00:00Z',
  sunset: '2026-07-01T00:00:00Z',
  successor: null,
  brownouts: [{ from: '2026-03-10T00:00:00Z', until: '2026-03-10T01:00:00Z' }],
  exempt: ['nightly export'],
};

test('later entries win over earlier ones, field by field', async () => {
  expect(await row('GET /api/users/list')).toEqual(LIST);
  expect(await row('GET /api/users/get/{id}')).toEqual({
    ...LIST,
    binding: 'GET /api/users/get/{id}',
    operation: 'users.get',
    canonical: 'GET /api/users/{id}',
    sunset: null,
    successor: 'GET /api/users/{id}',
    exempt: [],
  });
  expect(await row('POST /api/users/create')).toBeUndefined();
  expect(await row('GET /users:get')).toEqual({
    binding: 'GET /users:get',
    dialect: 'colon',
    operation: 'users.get',
    canonical: 'GET /users:get',
    status: 'live',
    deprecated: '2027-01-01T00:00:00Z',
    sunset: null,
    successor: 'GET /api/users/{id}',
    brownouts: [],
    exempt: [],
  });
});

test('the OpenAPI document that is served calls deprecated what is so by then', async () => {
  const { paths } = (await api.server.ask('GET /openapi.json')).json as {
    paths: Record<string, Record<string, { deprecated?: boolean; description: string }>>;
  };
  expect(paths['/api/users/get/{id}']?.['get']?.deprecated).toBe(true);
  expect(paths['/users:get']?.['get']?.deprecated).toBeUndefined();
  expect(paths['/users:get']?.['get']?.description).toContain('deprecated 2027-01-01T00:00:00Z');
});

test('only spellings that go are there, in the order of the table; all of them where that is asked', async () => {
  const { routes } = api.server.wiring.tables.served();
  const going = routes.filter(({ lifecycle }) => lifecycle !== null).map(({ label }) => label);
  expect((await rows()).map(({ binding }) => binding)).toEqual(going);
  expect((await rows('?all=false')).map(({ binding }) => binding)).toEqual(going);
  expect((await rows('?all=true')).map(({ binding }) => binding)).toEqual(routes.map(({ label }) => label));
  expect((await rows('?all=true')).find(({ binding }) => binding === 'GET /api/users')).toEqual({
    ...LIST,
    binding: 'GET /api/users',
    status: 'live',
    deprecated: null,
    sunset: null,
    brownouts: [],
    exempt: [],
  });
});

test.each([
  ['2025-12-31T23:59:59Z', 'live'],
  ['2026-01-01T00:00:00Z', 'deprecated'],
  ['2026-03-10T00:30:00Z', 'brownout'],
  ['2026-07-01T00:00:00Z', 'sunset'],
])('at %s the status is %s', async (time, status) => {
  clock.set(time);
  expect((await row('GET /api/users/list'))?.['status']).toBe(status);
});

test('it is for administrators, and its own alias goes as others do', async () => {
  clock.set('2026-07-01T00:00:00Z');
  const { id } = await api.server.user({ username: 'reader', roles: ['readonly'] });
  const token = await api.server.token(id);
  expect((await api.ask('GET /api/lifecycle', { token })).status).toBe(403);
  const twin = await api.ask('GET /api/lifecycle/list');
  expect([twin.status, twin.text]).toEqual([410, 'Gone: use GET /api/lifecycle instead']);
  expect((await api.ask('GET /api/lifecycle?all=yes')).text).toBe('all must be one of: true, false');
});

test('the ledger tells of the same ends', async () => {
  clock.set('2026-08-01T00:00:00Z');
  await api.ask('GET /api/users/list');
  const usage = (await api.ask('GET /api/usage?aliases=only')).json as Row[];
  expect(usage.find(({ binding }) => binding === 'GET /api/users/list')).toMatchObject({
    canonical: 'GET /api/users',
    lifecycle: {
      status: 'sunset',
      deprecated: '2026-01-01T00:00:00Z',
      sunset: '2026-07-01T00:00:00Z',
      successor: null,
    },
  });
});
