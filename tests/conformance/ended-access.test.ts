import { report } from '../support/report';
import { CONFORMING, routesFor } from './support/dialects';
import { golden, heard } from './support/golden';
import { firstSaying } from './support/provocations';
import { waysToRead } from './support/saying';
import { useScene } from './support/scene';

const scene = useScene();
let requests = 0;
let letIn = 0;

afterAll(() => report(`ended access: ${requests} requests with tokens of ended users, let in = ${letIn}`));

/** What ends a user's access, and what gives it back. */
const ENDS = [
  ['users.suspend', 'users.unsuspend'],
  ['users.lock', 'users.unlock'],
  ['users.delete', null],
] as const;

describe.each(ENDS)('after %s', (end, way) => {
  const speakers = CONFORMING.filter((one) => routesFor(end, one).length > 0);

  test.each(speakers.map((one) => [one.name, one] as const))(
    'in %s the token is dead in all',
    async (_name, by) => {
      const { server, somebody, ask } = scene.now();
      const { user } = await somebody({ roles: ['admin'] });
      const token = await server.token(user.id);
      const ending = firstSaying(by, end, { user });
      expect(ending && (await ask(ending)).status).toBe(ending?.route.binding.status);
      for (const saying of waysToRead(user)) {
        const answer = heard(await ask(saying, { token }));
        const dead = ['token_invalid', 'token_revoked'].map((cell) =>
          golden(saying.route.dialect.name, cell),
        );
        requests += 1;
        letIn += 1;
        expect(dead).toContainEqual(answer);
        letIn -= 1;
      }
      const back =
        way && firstSaying(CONFORMING.find((one) => routesFor(way, one).length > 0) ?? by, way, { user });
      if (!back) return;
      await ask(back);
      for (const saying of waysToRead(user)) expect((await ask(saying, { token })).status).toBe(200);
    },
  );
});
