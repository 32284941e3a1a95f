import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runRoster, temporaryDirectory } from './roster-process';

const makeCopy = async (): Promise<string> => {
  // Compiles if need be.
  await runRoster(['--help']);
  const copy = join(temporaryDirectory(), 'roster');
  mkdirSync(copy);
  for (const name of ['package.json', 'bin']) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  return copy;
};

/**
 * A directory that npm and the command take for a checkout, with this one's compiled program and packages and no `.env`
 * that a developer may have here.
 */
export const copyProgram = async (): Promise<string> => {
  const copy = await makeCopy();
  for (const name of ['dist', 'node_modules']) symlinkSync(join(ROOT, name), join(copy, name), 'dir');
  return copy;
};

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** The same without a link to this checkout, for users who cannot reach it: some 100 MB. */
export const copyWholeProgram = async (): Promise<string> => {
  const copy = await makeCopy();
  cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true });
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const needed = Object.keys(packages).filter((path) => path && !packages[path]?.dev);
  for (const path of needed.filter((name) => existsSync(join(ROOT, name))))
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  return copy;
};
