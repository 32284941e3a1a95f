import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

const folder = temporaryDirectory();

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const COLLECTION = {
  info: { name: 'Ours' },
  item: [
    { name: 'List', request: { method: 'GET', url: '{{baseUrl}}/api/v1/users' } },
    {
      name: 'Folder',
      item: [
        {
          name: 'Rename',
          event: [{ listen: 'test', script: { exec: ['pm.response.json()'] } }],
          request: {
            method: 'PUT',
            url: '{{baseUrl}}/api/v1/users/{{id}}',
            body: { mode: 'raw', raw: '{"name":"Ann","email":"ann@example.com"}' },
          },
        },
        { name: 'Weather', request: { method: 'GET', url: 'https://example.com/weather' } },
      ],
    },
  ],
};

describe('a whole collection', () => {
  const path = file('collection.json', JSON.stringify(COLLECTION));

  test('is rewritten on standard output, and what became of it is told beside it', async () => {
    const { code, stdout, stderr } = await runRoster(['translate', path, '--to', 'rest', '--collection']);
    const { info, item } = JSON.parse(stdout) as typeof COLLECTION;
    expect([code, info]).toEqual([3, COLLECTION.info]);
    expect(
      item.map(({ name, request }) => [name, (request as { method: string } | undefined)?.method]),
    ).toEqual([
      ['List', 'GET'],
      ['Folder', undefined],
    ]);
    expect(stderr.split('\n')).toEqual([
      'Folder / Rename',
      '  lost   name: rest: seed 001 has no display name',
      '  note   Content-Type: rails would refuse this: 415, since it is sent as text/plain and not as application/json',
      'Folder / Weather (left as it was)',
      expect.stringMatching(
        /^ {2}lost {3}request: the request must be one that .* GET \/weather is not; .* GET \/health, /,
      ),
      '2 of 3 requests are in rest, 1 of them with all that they said.',
      '1 have scripts that read answers, which look otherwise in rest: Folder / Rename',
      '',
    ]);
  });

  test('--json tells all that became of it', async () => {
    const { code, stdout, stderr } = await runRoster(['translate', path, '--to', 'rails', '--json']);
    const { collection, placements, notes } = JSON.parse(stdout);
    expect({ code, stderr, notes }).toEqual({ code: 3, stderr: '', notes: [] });
    expect(collection).toMatchObject({ info: COLLECTION.info, item: [{ name: 'List' }, { name: 'Folder' }] });
    expect(placements).toMatchObject([
      { name: 'List', isPlaced: true, lost: [] },
      { name: 'Folder / Rename', isPlaced: true },
      { name: 'Folder / Weather', isPlaced: false },
    ]);
  });

  test('what in it is no request is told', async () => {
    const { code, stderr } = await runRoster(['translate', '--to', 'rails'], {
      input: JSON.stringify({ item: [COLLECTION.item[0], { name: 'later' }] }),
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'note   later: has no request that is read, and stays as it was\n1 of 1 requests are in rails, 1 of them with all that they said.\n',
    });
  });

  const bytes = JSON.stringify({ collection: { item: [COLLECTION.item[0]] } });

  test.each<[string, Buffer]>([
    ['utf8.json', Buffer.from(`\uFEFF${bytes}`)],
    ['utf16le.json', Buffer.from(`\uFEFF${bytes}`, 'utf16le')],
    ['utf16be.json', Buffer.from(`\uFEFF${bytes}`, 'utf16le').swap16()],
  ])('%s is read as its byte order mark says', async (name, content) => {
    const saved = join(folder, name);
    writeFileSync(saved, content);
    const { code, stdout } = await runRoster(['translate', saved, '--to', 'rails']);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { item: [{ name: 'List' }] }]);
  });

  test('is known for one without being told', async () => {
    const { code, stdout, stderr } = await runRoster(['translate', '--to', 'rails'], {
      input: JSON.stringify({ item: [COLLECTION.item[0]] }),
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: '1 of 1 requests are in rails, 1 of them with all that they said.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ item: [{ name: 'List' }] });
  });
});
