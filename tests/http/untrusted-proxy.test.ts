import { useApi } from './api';

const api = useApi();

test('without a trusted proxy nobody’s word about its address counts', async () => {
  const made = await api.ask('POST /api/policies', {
    body: { name: 'office', allowed_ips: ['192.0.2.0/24'] },
  });
  const body = { user_id: api.admin.id, policy_id: (made.json as { id: number }).id };
  const { token } = (await api.ask('POST /api/admin/tokens', { body })).json as { token: string };
  const claims: Record<string, string>[] = [
    { 'X-Forwarded-For': '192.0.2.7' },
    { 'X-Real-IP': '192.0.2.7' },
    { Forwarded: 'for=192.0.2.7' },
    { 'CF-Connecting-IP': '192.0.2.7', 'True-Client-IP': '192.0.2.7', 'X-Client-IP': '192.0.2.7' },
  ];
  for (const headers of claims) {
    expect([headers, (await api.ask('GET /api/users/1', { token, headers })).status]).toEqual([headers, 403]);
  }
  await api.ask('PATCH /api/policies/2', { body: { allowed_ips: ['127.0.0.1'] } });
  for (const headers of claims) {
    expect([headers, (await api.ask('GET /api/users/1', { token, headers })).status]).toEqual([headers, 200]);
  }
});
