import { createTable } from '../../routes/table';
import { outcome, useApi } from '../http/api';
import { PUBLIC } from './permissions.expected';

const api = useApi();

const { routes } = createTable();

/** What everybody signed in may ask of rest: itself and its sessions. */
const FOR_EVERYONE = [
  'POST /api/auth/logout',
  'POST /api/auth/password',
  'PUT /api/auth/password',
  'GET /api/auth/me',
  'GET /api/auth/sessions',
  'GET /api/auth/sessions/list',
  'DELETE /api/auth/sessions/{sid}',
  'DELETE /api/auth/sessions/delete/{sid}',
  'POST /api/auth/sessions/delete/{sid}',
  'POST /api/translate',
  'GET /api/usage/me',
];

const labelsOf = (some: typeof routes): string[] =>
  some.map(({ label }) => label).filter((label) => !PUBLIC.includes(label));

const labels = routes.map(({ label }) => label);
// A URL whose body decides between operations has a route for each.
const closed = [...new Set(labelsOf(routes))];
const ofRest = labelsOf(routes.filter(({ dialect }) => dialect.name === 'rest'));
const asked = (label: string): string =>
  label.replace('{sid}', '01KH1K9G4KPG10BEV0PNTMYNWJ').replace('{id}', '1');

test('the table has the documented spellings', () => {
  expect(labels.length).toBeGreaterThan(90);
  expect(labels).toEqual(expect.arrayContaining([...PUBLIC, ...FOR_EVERYONE]));
});

test.each(closed)('%s needs credentials', async (label) => {
  const lines = label.startsWith('GET ')
    ? [asked(label), asked(label).replace('GET', 'HEAD')]
    : [asked(label)];
  for (const line of lines) {
    for (const raw of [undefined, '{', '{}']) {
      const answer = await api.server.ask(line, raw === undefined || line.startsWith('HEAD') ? {} : { raw });
      expect([line, answer.status, answer.headers['www-authenticate']]).toEqual([line, 401, 'Bearer']);
    }
  }
});

describe('an ordinary user', () => {
  let token = '';
  beforeAll(async () => {
    token = await api.server.token((await api.server.user({ username: 'ordinary' })).id);
  });

  test.each(ofRest.filter((label) => !FOR_EVERYONE.includes(label)))('%s is not for it', async (label) => {
    // Before a byte of the body is looked at.
    for (const raw of ['{}', '{']) {
      const answer = await api.ask(asked(label), { token, ...(!label.startsWith('GET ') && { raw }) });
      expect(outcome(answer)).toBe('403 Forbidden');
    }
  });
});
