import pg from 'pg';
import { openScene, type Scene } from './scene';

/** A scene whose server has lost its database for good. */
export const withoutDatabase = async (): Promise<Scene> => {
  const scene = await openScene();
  const url = new URL(scene.server.database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query(`drop database "${name}" with (force)`).finally(() => client.end());
  return scene;
};

/** A scene in which looking somebody up fails in a way that nobody thought of. */
export const withBrokenController = (): Promise<Scene> =>
  openScene({
    controllers: {
      'users.get': async () => {
        throw new TypeError("a fault of ours: cannot read 'secret' of undefined");
      },
    },
  });
