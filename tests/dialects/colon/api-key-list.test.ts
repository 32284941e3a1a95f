import { line, told, useColon, WRITTEN_START, wrong } from './colon';

const colon = useColon();

test.each([
  ['editor', ['editor', 'publisher'], false],
  ['editor', ['editor', 'publisher'], true],
  ['admin', ['user', 'admin'], true],
] as const)(
  'a token that was made in rest shows what its owner is: %s of %j, can_write %s',
  async (role, roles, can_write) => {
    const owner = await colon.person({ roles, canWrite: can_write });
    const created = await colon.api.ask('POST /api/admin/tokens', { body: { user_id: owner.id } });
    const { rows } = await colon.api.server.database.pool.query('select ulid from api_tokens where id = $1', [
      (created.json as { id: number }).id,
    ]);
    const id = rows[0].ulid;
    const shown = { id, name: '', description: '', role, can_write, created_at: WRITTEN_START };
    expect(told(await colon.ask(`GET /apikeys:get?id=${id}`))).toBe(line(200, { apikey: shown }));
    // As its owner is now, and not as it was when the token was made.
    await colon.ask(`POST /users:update?id=${owner.ulid}`, { body: { can_write: !can_write } });
    expect(told(await colon.ask(`GET /apikeys:get?id=${id}`))).toBe(
      line(200, { apikey: { ...shown, can_write: !can_write } }),
    );
  },
);

test('the list goes by ULID, page by page', async () => {
  await colon.api.server.database.pool.query(
    `update api_tokens set ulid = '01KH58VDTRJ89NV9Y1JZ' || lpad(((id * 7919) % 100000)::text, 6, '0')`,
  );
  interface Page {
    readonly apikeys: readonly { readonly id: string }[];
    readonly next_cursor: string | null;
    readonly limit: number;
  }
  const seen: string[] = [];
  let after: string | null = '';
  while (after !== null) {
    const answer = await colon.ask(`GET /apikeys:list?limit=4&after=${after}`);
    const page: Page = answer.json as Page;
    expect(Object.keys(page)).toEqual(['apikeys', 'next_cursor', 'limit']);
    expect(page.limit).toBe(4);
    seen.push(...page.apikeys.map(({ id }) => id));
    after = page.next_cursor;
  }
  const { rows } = await colon.api.server.database.pool.query('select count(*)::int as n from api_tokens');
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(seen).toHaveLength(rows[0].n);
  expect((await colon.ask('GET /apikeys:list?limit=0')).json).toMatchObject({ limit: 15 });
  expect(told(await colon.ask('GET /apikeys:list?after=x'))).toBe(wrong('invalid cursor'));
});
