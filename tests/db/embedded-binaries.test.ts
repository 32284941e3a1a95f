import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { copyBinaries } from '../../db/embedded/binaries-copy';
import { ensureLibraryLinks } from '../../db/embedded/library-links';
import type { PlatformPackage } from '../../db/embedded/platform-package';
import { cleanUp, makeDirectory, NOBODY, temporaryDirectory, testAsRoot } from './embedded-harness';

afterAll(cleanUp);

const LINKS = [{ source: 'native/lib/libx.so.5.18', target: 'native/lib/libx.so.5' }];

/** A package such as `npm ci --ignore-scripts` leaves it, under a umask of 077. */
function installPackage(): PlatformPackage {
  const directory = temporaryDirectory();
  for (const part of ['bin', 'lib', 'share'])
    mkdirSync(join(directory, 'native', part), { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, 'native', 'bin', 'postgres'), 'program', { mode: 0o700 });
  writeFileSync(join(directory, 'native', 'lib', 'libx.so.5.18'), 'library', { mode: 0o600 });
  writeFileSync(join(directory, 'native', 'pg-symlinks.json'), JSON.stringify(LINKS));
  return { directory, version: '0.0.0-test' };
}

const sharedParent = (): string => makeDirectory(join(temporaryDirectory(), 'shared'), 0o1777);

test('missing library links are made, once, as the package says', () => {
  const { directory } = installPackage();
  expect([ensureLibraryLinks(directory), ensureLibraryLinks(directory)]).toEqual([true, true]);
  expect(readlinkSync(join(directory, 'native/lib/libx.so.5'))).toBe('libx.so.5.18');
});

test('a copy is whole, readable by all, writable by its maker alone, and used again', () => {
  const source = installPackage();
  const parent = sharedParent();
  const copy = copyBinaries(source, undefined, [parent]);
  const modes = ['.', 'native', 'native/bin', 'native/bin/postgres', 'native/lib/libx.so.5.18'].map((name) =>
    (lstatSync(join(copy, name)).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['755', '755', '755', '755', '644']);
  expect(readFileSync(join(copy, 'native/lib/libx.so.5'), 'utf8')).toBe('library');
  const made = lstatSync(copy).ino;
  expect(copyBinaries(source, undefined, [parent])).toBe(copy);
  expect(lstatSync(copy).ino).toBe(made);
});

test('a copy that lost files is made again', () => {
  const source = installPackage();
  const parent = sharedParent();
  const copy = copyBinaries(source, undefined, [parent]);
  rmSync(join(copy, 'native/bin'), { recursive: true });
  expect(copyBinaries(source, undefined, [parent])).toBe(copy);
  expect(existsSync(join(copy, 'native/bin/postgres'))).toBe(true);
});

test('a directory that others may write to, or a link, is not trusted: the next place is used', () => {
  const source = installPackage();
  const planted = sharedParent();
  const name = copyBinaries(source, undefined, [sharedParent()]).split('/').at(-1) ?? '';
  const good = sharedParent();
  makeDirectory(join(planted, name), 0o777);
  expect(copyBinaries(source, undefined, [planted, good])).toBe(join(good, name));
  const linked = sharedParent();
  symlinkSync(join(good, name), join(linked, name));
  expect(() => copyBinaries(source, undefined, [linked])).toThrow(/set DATABASE_URL/);
  const unsafe = makeDirectory(join(temporaryDirectory(), 'unsafe'), 0o777);
  expect(() => copyBinaries(source, undefined, [unsafe])).toThrow(/no safe place/);
});

testAsRoot(
  'a directory that another user planted is not trusted, nor one that the account cannot enter',
  async () => {
    const source = installPackage();
    const account = { uid: NOBODY, gid: NOBODY };
    const top = temporaryDirectory();
    chmodSync(top, 0o755);
    const planted = makeDirectory(join(top, 'planted'), 0o1777);
    const good = makeDirectory(join(top, 'good'), 0o1777);
    const name = copyBinaries(source, undefined, [sharedParent()]).split('/').at(-1) ?? '';
    makeDirectory(join(planted, name), 0o755);
    chownSync(join(planted, name), NOBODY, NOBODY);
    expect(copyBinaries(source, account, [sharedParent(), planted, good])).toBe(join(good, name));
  },
);
