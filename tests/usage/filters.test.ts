import { outcome } from '../http/api';
import { NEW, OLD, TODAY, useTwoCallers } from './two-callers';

const { api, bob, brief, ofAda, ofBob } = useTwoCallers();

test('all given ones must hold', async () => {
  expect(await brief(`${ofBob()}&dialect=rails`)).toEqual(['GET /api/v1/users/{id} 2/2']);
  expect(await brief(`user_id=${bob()}&operation=users.get&aliases=only`)).toEqual([`${OLD} 1/0`]);
  expect(await brief(`user_id=${bob()}&${ofAda()}`)).toEqual([]);
  expect(await brief('dialect=nobody-speaks-it')).toEqual([]);
  expect(await brief('binding=GET%20/gone')).toEqual([]);
  expect(await brief(`${ofAda()}&since=2030-06-20&until=2030-06-25`)).toEqual([`${OLD} 5/0`]);
  expect(await brief(`${ofAda()}&since=2030-06-21&until=2030-06-24`)).toEqual([]);
});

test('limit: the first of them', async () => {
  expect(await brief(`${ofBob()}&limit=1`)).toEqual([`${NEW} 6/0`]);
  expect(await brief(`${ofAda()}&by=day&limit=2`)).toEqual(['2030-06-01 4/0', '2030-06-20 3/0']);
});

test.each([
  ['by=', 'by must be one of: day, dialect, operation, binding, caller'],
  ['by=day,', 'by must be one of: day, dialect, operation, binding, caller'],
  ['by=token', 'by must be one of: day, dialect, operation, binding, caller'],
  ['by=day&by=caller', 'by is invalid'],
  ['aliases=yes', 'aliases must be one of: only'],
  ['token_id=0', 'token_id must be from 1 to 9007199254740991'],
  ['user_id=admin', 'user_id must be from 1 to 9007199254740991'],
  ['since=yesterday', 'since must be a day such as 2030-01-31'],
  ['until=2030-02-30', 'until must be a day such as 2030-01-31'],
  ['since=2030-06-01T00:00:00Z', 'since must be a day such as 2030-01-31'],
  ['since=2030-06-02&until=2030-06-01', 'since must be 2030-06-01 or before'],
  ['since=2031-01-01', `since must be ${TODAY} or before`],
  ['limit=0', 'limit must be from 1 to 1000'],
  ['limit=1001', 'limit must be from 1 to 1000'],
  ['dialect=%00', 'dialect is invalid'],
  ['binding=%00', 'binding is invalid'],
])('%s is refused', async (query, sentence) => {
  expect(outcome(await api.ask(`GET /api/usage?${query}`))).toBe(`400 ${sentence}`);
});

test('days at the ends of the calendar', async () => {
  for (const query of ['until=0001-01-01', 'since=0001-01-01&until=9999-12-31', 'until=9999-12-31&by=day'])
    expect([query, (await api.ask(`GET /api/usage?${query}`)).status]).toEqual([query, 200]);
});
