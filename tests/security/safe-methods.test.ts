import { createTable } from '../../routes/table';
import { SPECS } from '../../src/operations/specs';

const { routes } = createTable();

// What a page, a picture or a prefetch can ask for must not change anything (RFC 9110, 9.2.1).
test('no effect hangs on GET, in any dialect', () => {
  const asked = routes.filter(({ label }) => label.startsWith('GET '));
  expect(asked.length).toBeGreaterThan(20);
  const effects = asked.filter(({ binding }) => SPECS[binding.operation].kind === 'effect');
  expect(effects.map(({ label }) => label)).toEqual([]);
});
