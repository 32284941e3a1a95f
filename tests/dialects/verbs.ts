import { useApi } from '../http/api';
import { inJson, type Manners, told } from './manners';

const ORIGIN = 'https://console.example';

const KEPT = ['content-type', 'content-length', 'cache-control', 'link', 'x-total-count', 'www-authenticate'];

/** HEAD, OPTIONS, pages of other origins, and a dialect that is switched off. */
export const testVerbs = ({ users, served, nowhere, says }: Manners, others: string): void => {
  const api = useApi({ settings: { CORS_ORIGINS: ORIGIN } });
  const off = useApi({ settings: { DIALECTS: others } });

  const headersOf = async (line: string) => {
    const { status, headers, text } = await api.ask(line);
    return { status, headers: KEPT.map((name) => [name, headers[name]]), text };
  };

  test.each([`${users}/1`, `${users}?limit=1`, `${users}/999`, `${users}?limit=0`])(
    'HEAD %s answers as GET without a body',
    async (path) => {
      const get = await headersOf(`GET ${path}`);
      expect(get.text).not.toBe('');
      expect(await headersOf(`HEAD ${path}`)).toEqual({ ...get, text: '' });
    },
  );

  test('HEAD of the whole list', async () => {
    const answer = await api.ask(`HEAD ${users}`);
    expect(told(answer)).toBe(inJson(200, ''));
    expect((await api.server.ask(`HEAD ${users}`)).status).toBe(401);
  });

  test.each(Object.entries(served))('OPTIONS %s answers 204 with Allow: %s', async (path, methods) => {
    const answer = await api.server.ask(`OPTIONS ${path}`);
    expect([answer.status, answer.text, answer.headers['allow']]).toEqual([
      204,
      '',
      `${methods.replaceAll(' ', ', ')}, OPTIONS`,
    ]);
  });

  test('a page of a listed origin may call it and read the answer, others may not', async () => {
    const ask = (line: string, origin: string) =>
      api.server.ask(line, { headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' } });
    for (const line of [`GET ${users}/1`, `OPTIONS ${users}/1`, `GET ${nowhere[0]}`]) {
      expect((await ask(line, ORIGIN)).headers['access-control-allow-origin']).toBe(ORIGIN);
      expect(
        (await ask(line, 'https://evil.example')).headers['access-control-allow-origin'],
      ).toBeUndefined();
    }
    const preflight = await ask(`OPTIONS ${users}/1`, ORIGIN);
    expect([preflight.status, preflight.text]).toEqual([204, '']);
    expect(preflight.headers['access-control-allow-methods']).toContain('PUT');
  });

  test('switched off, its prefix answers a plain 404; the others go on', async () => {
    for (const path of [...Object.keys(served), ...nowhere]) {
      for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
        expect(told(await off.ask(`${method} ${path}`))).toBe('404 (text/plain; charset=utf-8) Not Found');
      }
    }
    expect((await off.ask('GET /api/admin/tokens')).status).toBe(200);
    expect((await off.ask('GET /api/users/1')).status).toBe(200);
    expect((await api.ask(`GET ${users}/1`)).status).toBe(200);
    expect(told(await api.server.ask(`GET ${users}/1`))).toBe(inJson(401, says.unauthorized));
  });
};
