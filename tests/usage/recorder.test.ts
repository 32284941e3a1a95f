import { begin, call, NOW, ofToken } from './recording';

test('calls are added up in memory and written as one batch', async () => {
  const { store, recorder } = begin();
  for (const status of [200, 404, 503, 200]) recorder.record(call({ status }));
  expect([recorder.waiting(), store.tries()]).toEqual([1, 0]);
  await recorder.flush();
  expect([recorder.waiting(), store.tries()]).toEqual([0, 1]);
  expect([...store.taken.values()]).toEqual([
    {
      id: 'batch 1',
      entries: [
        {
          day: '2030-06-15',
          binding: 'GET /api/users',
          dialect: 'rest',
          operation: 'users.list',
          caller: ofToken(1),
          requests: 4,
          errors: 2,
          firstAt: NOW,
          lastAt: NOW,
          userAgent: 'cli/1',
        },
      ],
      traffic: [
        {
          minute: NOW,
          dialect: 'rest',
          requests: 4,
          clientErrors: 1,
          serverErrors: 1,
          buckets: [0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        },
      ],
    },
  ]);
  await recorder.flush();
  expect(store.tries()).toBe(1);
});

test.each(['before', 'after'] as const)(
  'a batch that fails %s it was taken is kept as it is and tried again: nothing is lost, nothing counted twice',
  async (when) => {
    const { store, recorder } = begin();
    recorder.record(call());
    store.fail(when);
    await expect(recorder.flush()).rejects.toThrow();
    recorder.record(call());
    recorder.record(call({ caller: ofToken(2) }));
    await expect(recorder.flush()).rejects.toThrow();
    expect(recorder.waiting()).toBe(3);
    store.fail(null);
    await recorder.flush();
    expect([recorder.waiting(), store.requests()]).toEqual([0, 3]);
    expect([...store.taken.keys()]).toEqual(['batch 1', 'batch 2']);
  },
);

test('many flushes at once are few writes, and each has all that was counted before it', async () => {
  const { store, recorder } = begin();
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      recorder.record(call());
      await recorder.flush();
      expect(store.requests()).toBeGreaterThanOrEqual(index + 1);
    }),
  );
  expect(store.requests()).toBe(200);
  expect(store.tries()).toBeLessThanOrEqual(2);
});

test('the stop writes what is left; where it cannot, it says so and comes to its end', async () => {
  const good = begin();
  good.recorder.record(call());
  await good.recorder.close();
  expect([good.store.requests(), good.said]).toEqual([1, []]);
  const bad = begin();
  bad.store.fail('before');
  bad.recorder.record(call());
  await bad.recorder.close(0);
  expect(bad.said).toEqual(['usage could not be written before the stop, and is lost']);
});

test('after a stop that was in vain nothing is tried again', async () => {
  const { store, recorder } = begin();
  store.fail('before');
  recorder.record(call());
  await recorder.close(0);
  const tries = store.tries();
  recorder.record(call());
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(store.tries()).toBe(tries);
});

test('without anybody asking, what was counted is written by itself, and tried again until it is', async () => {
  const { store, recorder, said } = begin();
  store.fail('before');
  recorder.record(call());
  while (store.tries() < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  store.fail(null);
  while (recorder.waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(store.requests()).toBe(1);
  // An outage is told once.
  expect(said).toEqual(['usage could not be written; it is kept and tried again']);
});
