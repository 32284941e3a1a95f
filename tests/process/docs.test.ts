import { addressesIn } from '../documents/docs-pages';
import { startServer } from '../support/roster-process';
import { usePrograms } from './programs';

usePrograms();

test('the program as it is built has the pages and all that they load', async () => {
  const server = await startServer();
  const pages = await Promise.all(
    ['/docs', '/docs/reference/rest'].map(async (path) => (await fetch(server.address + path)).text()),
  );
  const loaded = new Set(pages.flatMap(addressesIn).filter((address) => address.startsWith('/docs/assets/')));
  expect(loaded.size).toBe(8);
  for (const path of loaded) {
    const answer = await fetch(server.address + path);
    expect([path, answer.status, (await answer.text()).length > 0]).toEqual([path, 200, true]);
  }
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
