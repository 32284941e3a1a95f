import { startTestServer } from '../support/test-server';
import { useApi } from './api';

const api = useApi();

const PATHS = ['GET /api/users', 'GET /api/nothing', 'GET /livez', 'GET /docs', 'GET /openapi.json'] as const;

test('by default nothing is said of HTTPS: that is for whoever speaks it', async () => {
  for (const line of PATHS) {
    const { headers } = await api.ask(line);
    expect([line, headers['strict-transport-security']]).toEqual([line, undefined]);
  }
});

test('where it is set, every answer says so, for all below the host as well', async () => {
  const server = await startTestServer({ settings: { HSTS_MAX_AGE: '31536000' } });
  try {
    for (const line of PATHS) {
      const { headers } = await server.ask(line);
      const told = headers['strict-transport-security'];
      expect([line, told]).toEqual([line, 'max-age=31536000; includeSubDomains']);
    }
  } finally {
    await server.stop();
  }
});
