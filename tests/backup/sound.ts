import { readFileSync } from 'node:fs';
import { saveBackup } from './directories';
import { startFilled } from './filled';

/** A backup with something in every table, not compressed. */
export const makeSound = async (): Promise<{ readonly path: string; readonly sound: Buffer }> => {
  const { server } = await startFilled();
  const path = await saveBackup(server.database.url);
  await server.stop();
  return { path, sound: readFileSync(path) };
};

/** The same with a part replaced. */
export const changedIn = (sound: Buffer, from: string | RegExp, to: string): Buffer =>
  Buffer.from(sound.toString('utf8').replace(from, to));
