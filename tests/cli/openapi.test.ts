import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenApiDocument } from '../../routes/documents/openapi/format';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

const parse = (text: string): OpenApiDocument => JSON.parse(text) as OpenApiDocument;

test('it prints the document of all dialects, or of one', async () => {
  const all = await runRoster(['openapi']);
  expect([all.code, all.stderr]).toEqual([0, '']);
  expect(Object.keys(parse(all.stdout).paths)).toEqual(
    expect.arrayContaining(['/api/users', '/users:list', '/api/v1/users', '/api/admin/users']),
  );
  const rails = await runRoster(['openapi', '--dialect', 'rails']);
  expect(parse(rails.stdout).info).toMatchObject({ title: 'Roster: rails' });
  expect(Object.keys(parse(rails.stdout).paths)).toEqual(['/api/v1/users', '/api/v1/users/{id}']);
});

test('it writes a file, and then prints nothing', async () => {
  const out = join(temporaryDirectory(), 'openapi.json');
  const written = await runRoster(['openapi', '--out', out]);
  expect([written.code, written.stdout, written.stderr]).toEqual([0, '', `${out} is written.\n`]);
  expect(parse(readFileSync(out, 'utf8')).openapi).toBe('3.1.0');
});

test('a dialect that there is not is wrong usage, a file that cannot be written a refusal', async () => {
  const unknown = await runRoster(['openapi', '--dialect', 'cobol']);
  expect([unknown.code, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('rest, colon, rails, laravel, flask');
  const refused = await runRoster(['openapi', '--out', join(temporaryDirectory(), 'no', 'such', 'folder')]);
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(/^roster: .* cannot be used: .*\n$/);
});
