import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { useApi } from '../http/api';
import { report } from '../support/report';
import { blocksOf, cardOf } from './docs-pages';

const api = useApi();

/** The command as it stands on the page, sent to the server of these tests: the status it is answered with. */
const run = async (command: string): Promise<string> => {
  const aimed = command.replace('http://127.0.0.1:3000', api.server.url);
  const child = spawn('sh', ['-c', `${aimed} -s -o /dev/null -w '%{http_code}'`], {
    env: { PATH: process.env['PATH'], TOKEN: api.adminToken },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await once(child, 'close');
  return out;
};

const commandOf = async (operation: string, dialect: string): Promise<string> => {
  const { text } = await api.server.ask(`GET /docs/operations/${operation}`);
  return blocksOf(cardOf(text, dialect))['curl'] ?? '';
};

const installed = spawnSync('curl', ['--version']).status === 0;
const required = process.env['CI'] === 'true';
if (!installed && !required) report('skipped: curl is not installed, so no command of the pages was run');

(installed || required ? describe : describe.skip)('a command that is copied from a page', () => {
  test.each([
    // In this order: the example of rest's and colon's is the same person, and laravel's signs in below.
    ['users.create', 'rest', '201'],
    ['users.create', 'colon', '409'],
    ['users.create', 'rails', '201'],
    ['users.create', 'laravel', '201'],
    ['users.create', 'flask', '201'],
    ['users.list', 'rest', '200'],
    ['users.list', 'colon', '200'],
    ['users.list', 'rails', '200'],
    ['users.list', 'laravel', '200'],
    ['users.list', 'flask', '200'],
    ['users.suspend', 'rails', '200'],
    ['users.suspend', 'rest', '200'],
    ['users.get', 'colon', '404'],
    ['auth.signIn', 'laravel', '200'],
  ])('%s in %s is answered %s', async (operation, dialect, status) => {
    expect(await run(await commandOf(operation, dialect))).toBe(status);
  });
});
