import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postmanDocuments } from '../../routes/documents/postman/postman-documents';
import { outcome, useApi } from '../http/api';
import { done, usePrograms } from '../process/programs';
import { runRoster, temporaryDirectory } from '../support/roster-process';
import { startTestServer } from '../support/test-server';
import { made, routes } from './postman-items';

const NAMES = ['rest', 'colon', 'rails', 'laravel', 'flask', 'all', 'environment'];

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('served', () => {
  const api = useApi();

  test.each(NAMES)('GET /postman/%s.json, to everybody', async (name) => {
    const answer = await api.server.ask(`GET /postman/${name}.json`, {
      headers: { 'X-Forwarded-Host': 'evil.example', Host: 'evil.example' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const document = postmanDocuments(routes).find((one) => one.name === name);
    expect(answer.json).toEqual(asJson(document?.make()));
    expect(answer.text).not.toContain('evil.example');
  });

  test('a dialect that there is not has none', async () => {
    expect(outcome(await api.server.ask('GET /postman/nobody.json'))).toMatch(/^404 /);
  });

  test('one that is switched off has none either', async () => {
    const server = await startTestServer({ settings: { DIALECTS: 'rails' } });
    try {
      expect((await server.ask('GET /postman/flask.json')).status).toBe(404);
      const all = (await server.ask('GET /postman/all.json')).text;
      expect([all.includes('/api/v1/users'), all.includes('/form/api/v1')]).toEqual([true, false]);
    } finally {
      await server.stop();
    }
  });
});

describe('roster postman', () => {
  usePrograms();

  test('prints the collection of all dialects, or of one', async () => {
    expect(JSON.parse(await done(['postman'], {}))).toEqual(asJson(made('all')));
    expect(JSON.parse(await done(['postman', '--dialect', 'rails'], {}))).toEqual(asJson(made('rails')));
  });

  test('--out writes every file', async () => {
    const folder = join(temporaryDirectory(), 'new', 'postman');
    const { code, stdout, stderr } = await runRoster(['postman', '--out', folder]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe(NAMES.map((name) => `${join(folder, name)}.json is written.\n`).join(''));
    expect(readdirSync(folder).sort()).toEqual(NAMES.map((name) => `${name}.json`).sort());
    const written: unknown = JSON.parse(readFileSync(join(folder, 'flask.json'), 'utf8'));
    expect(written).toEqual(asJson(made('flask')));
  });

  test('--out with a dialect writes that one and the environment', async () => {
    const folder = temporaryDirectory();
    await runRoster(['postman', '--dialect', 'colon', '--out', folder]);
    expect(readdirSync(folder).sort()).toEqual(['colon.json', 'environment.json']);
  });

  test('says what is wrong', async () => {
    const { code, stderr } = await runRoster(['postman', '--dialect', 'soap']);
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      "error: option '--dialect <name>' argument 'soap' is invalid. Allowed choices are rest, colon, rails, laravel, flask, all.",
    ]);
    const file = join(temporaryDirectory(), 'x');
    await runRoster(['postman', '--dialect', 'rails', '--out', file]);
    const refused = await runRoster(['postman', '--out', join(file, 'rails.json')]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^roster: \S+rails\.json cannot be made: EEXIST/),
    ]);
  });
});
