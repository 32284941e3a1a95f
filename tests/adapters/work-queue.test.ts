import { createWorkQueue } from '../../src/adapters/work-queue';

describe('the queue of hashes', () => {
  /** Work that ends when it is told to. */
  const jobs = (): { work: () => Promise<string>; running: () => number; finish: () => void } => {
    const open: (() => void)[] = [];
    return {
      work: () => new Promise((resolve) => open.push(() => resolve('done'))),
      running: () => open.length,
      finish: () => open.shift()?.(),
    };
  };
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('runs no more at once than it may, in the order of arrival', async () => {
    const queue = createWorkQueue({ concurrency: 2, maxQueue: 10, maxWaitMs: 1000 });
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const work = (number: number) => async (): Promise<void> => {
      order.push(number);
      running += 1;
      most = Math.max(most, running);
      await tick();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 9 }, (_, number) => queue.run(work(number))));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('refuses at once what finds no room, and takes more when there is room again', async () => {
    const queue = createWorkQueue({ concurrency: 1, maxQueue: 2, maxWaitMs: 1000 });
    const { work, running, finish } = jobs();
    const accepted = [queue.run(work), queue.run(work), queue.run(work)];
    await tick();
    expect(running()).toBe(1);
    await expect(queue.run(work)).rejects.toMatchObject({ code: 'unavailable', details: { retryAfter: 1 } });
    finish();
    await tick();
    accepted.push(queue.run(work));
    for (let left = 0; left < 3; left += 1) {
      await tick();
      finish();
    }
    await expect(Promise.all(accepted)).resolves.toEqual(['done', 'done', 'done', 'done']);
  });

  it('refuses what has waited too long, and frees its place', async () => {
    const queue = createWorkQueue({ concurrency: 1, maxQueue: 1, maxWaitMs: 20 });
    const { work, finish } = jobs();
    const first = queue.run(work);
    await expect(queue.run(work)).rejects.toMatchObject({ code: 'unavailable' });
    const third = queue.run(work);
    finish();
    await tick();
    finish();
    await expect(Promise.all([first, third])).resolves.toEqual(['done', 'done']);
  });

  it('goes on after work that failed', async () => {
    const queue = createWorkQueue({ concurrency: 1, maxQueue: 5, maxWaitMs: 1000 });
    const failure = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('done'));
    await expect(failure).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});
