import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this program: its package file's, which stands above the sources and above what is built of them. */
export const readVersion = (): string => {
  let directory = __dirname;
  while (!existsSync(join(directory, 'package.json'))) {
    if (directory === dirname(directory)) throw new Error('no package.json stands above the program');
    directory = dirname(directory);
  }
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
};
