import { begin, call, ofToken } from './recording';

test('beyond the cap callers are no longer kept apart, and the totals stay exact', async () => {
  const { store, recorder } = begin(10);
  store.fail('before');
  recorder.record(call({ caller: ofToken(1), userAgent: 'known' }));
  await recorder.flush().catch(() => undefined);
  for (let id = 1; id <= 30; id += 1)
    for (const binding of ['GET /api/users', 'GET /api/roles'])
      recorder.record(call({ caller: ofToken(id), binding, status: id > 20 ? 404 : 200 }));
  // One sealed, nine more that are somebody's, and one for each spelling that is nobody's.
  expect(recorder.waiting()).toBe(12);
  store.fail(null);
  await recorder.flush();
  expect(store.requests()).toBe(61);
  const nobodys = store.entries().filter(({ caller }) => caller.kind === 'unattributed');
  expect(
    nobodys.map(({ binding, caller, requests, errors, userAgent }) => ({
      binding,
      caller,
      requests,
      errors,
      userAgent,
    })),
  ).toEqual(
    ['GET /api/roles', 'GET /api/users'].map((binding) => ({
      binding,
      caller: { kind: 'unattributed', id: 0, userId: null },
      requests: binding === 'GET /api/users' ? 25 : 26,
      errors: 10,
      userAgent: null,
    })),
  );
  expect(store.entries().reduce((sum, { errors }) => sum + errors, 0)).toBe(20);
});
