import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Outcome, ROOT, runRoster, temporaryDirectory } from '../support/roster-process';
import { usePrograms } from './programs';

usePrograms();

const entryOf = (checkout: string): string => join(checkout, 'bin', 'roster.js');
const builtOf = (checkout: string): string => join(checkout, 'dist', 'src', 'cli', 'roster.js');

const setProgram = (checkout: string, text: string): void =>
  writeFileSync(
    join(checkout, 'src', 'cli', 'roster.ts'),
    `export const main = (): void => {\n  process.stdout.write('${text}');\n};\n`,
  );

/** The least that counts as a checkout: this one's scripts and settings, and a program of one line. */
const makeCheckout = ({ hasCompiler = true } = {}): string => {
  const checkout = temporaryDirectory();
  const files = ['bin', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const name of files) cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  mkdirSync(join(checkout, 'src', 'cli'), { recursive: true });
  setProgram(checkout, 'one');
  const page = join('src', 'console');
  mkdirSync(join(checkout, page, 'styles'), { recursive: true });
  cpSync(join(ROOT, page, 'tsconfig.json'), join(checkout, page, 'tsconfig.json'));
  writeFileSync(join(checkout, page, 'main.tsx'), 'document.title = String(<p>one</p>);\n');
  writeFileSync(join(checkout, page, 'styles', 'console.css'), 'p {}\n');
  if (hasCompiler) symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'), 'dir');
  return checkout;
};

const run = (checkout: string): Promise<Outcome> => runRoster([], { entry: entryOf(checkout) });

const said = async (checkout: string): Promise<string> => {
  const { code, stdout, stderr } = await run(checkout);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

/** Everything below dist/ with its time. */
const filesOf = (checkout: string): string[] => {
  const dist = join(checkout, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' }).map(
    (name) => `${name} ${statSync(join(dist, name)).mtimeMs}`,
  );
};

const touch = (file: string): void => {
  const later = new Date(Date.now() + 1000);
  utimesSync(file, later, later);
};

describe('a checkout', () => {
  const checkout = makeCheckout();

  test('is built when dist is not there', async () => {
    expect(await said(checkout)).toBe('one');
    expect(existsSync(builtOf(checkout))).toBe(true);
  });

  test('is left alone when dist is current', async () => {
    const before = filesOf(checkout);
    expect(await said(checkout)).toBe('one');
    expect(filesOf(checkout)).toEqual(before);
  });

  test('is built anew when a source is newer', async () => {
    setProgram(checkout, 'two');
    expect(await said(checkout)).toBe('two');
  });

  test.each(['tsconfig.json', 'package-lock.json'])('is built anew when %s is newer', async (name) => {
    const before = statSync(builtOf(checkout)).mtimeMs;
    touch(join(checkout, name));
    expect(await said(checkout)).toBe('two');
    expect(statSync(builtOf(checkout)).mtimeMs).toBeGreaterThan(before);
    utimesSync(join(checkout, name), new Date(0), new Date(0));
  });

  test('is built anew when a source was taken away', async () => {
    const extra = join(checkout, 'src', 'extra.ts');
    writeFileSync(extra, 'export const extra = 1;\n');
    expect(await said(checkout)).toBe('two');
    rmSync(extra);
    const before = statSync(builtOf(checkout)).mtimeMs;
    expect(await said(checkout)).toBe('two');
    expect(statSync(builtOf(checkout)).mtimeMs).toBeGreaterThan(before);
  });

  test('that does not compile says where, and what was built stays', async () => {
    const good = readFileSync(builtOf(checkout), 'utf8');
    writeFileSync(join(checkout, 'src', 'cli', 'roster.ts'), "export const main: number = 'three';\n");
    const { code, stdout, stderr } = await run(checkout);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Roster does not compile:\n[^\n]*src\/cli\/roster\.ts\D+1\D+14\D[^\n]*TS2322/);
    expect(readFileSync(builtOf(checkout), 'utf8')).toBe(good);
    expect(readdirSync(join(checkout, 'dist')).filter((name) => name.startsWith('.staging'))).toEqual([]);
    setProgram(checkout, 'three');
    expect(await said(checkout)).toBe('three');
  });

  test('whose console does not compile says where', async () => {
    const source = join(checkout, 'src', 'console', 'main.tsx');
    writeFileSync(source, 'document.title = <p>one</p> satisfies string;\n');
    touch(source);
    const { code, stderr } = await run(checkout);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^Roster does not compile:\n[^\n]*src\/console\/main\.tsx\D+1\D/),
    ]);
    writeFileSync(source, 'document.title = String(<p>one</p>);\n');
    touch(source);
    expect(await said(checkout)).toBe('three');
  });
});

test('files that are served lie beside the program, anew when they change', async () => {
  const checkout = makeCheckout();
  const source = join(checkout, 'routes', 'pages', 'style.css');
  mkdirSync(join(source, '..'), { recursive: true });
  for (const text of ['a {}', 'b {}']) {
    writeFileSync(source, text);
    touch(source);
    expect(await said(checkout)).toBe('one');
    expect(readFileSync(join(checkout, 'dist', 'routes', 'pages', 'style.css'), 'utf8')).toBe(text);
  }
});

test('what is installed among the sources is neither taken along nor looked at', async () => {
  const checkout = makeCheckout();
  const installed = join(checkout, 'bench', 'peers', 'node_modules', 'peer');
  mkdirSync(installed, { recursive: true });
  const file = join(installed, 'index.js');
  writeFileSync(file, '');
  await said(checkout);
  expect(existsSync(join(checkout, 'dist', 'bench'))).toBe(false);
  const before = filesOf(checkout);
  touch(file);
  touch(installed);
  await said(checkout);
  expect(filesOf(checkout)).toEqual(before);
});

test('four at once on a fresh checkout all find the whole program', async () => {
  const checkout = makeCheckout();
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => said(checkout)));
  expect(outcomes).toEqual(['one', 'one', 'one', 'one']);
});

test('one that may not be written says so, in one line', async () => {
  const checkout = makeCheckout();
  chmodSync(checkout, 0o555);
  const stepDown = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const { code, stderr } = await runRoster([], { entry: entryOf(checkout), ...stepDown });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(
      /^Roster is not built yet and cannot be built here by this user: EACCES[^\n]+\n$/,
    ),
  });
  chmodSync(checkout, 0o755);
});

describe('without the compiler', () => {
  test('an unbuilt checkout says what to do, in one line', async () => {
    const { code, stdout, stderr } = await run(makeCheckout({ hasCompiler: false }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'Roster is not built yet and the compiler is not installed: run `npm ci --include=dev` first, or copy a built dist/ here.\n',
    );
  });

  test('a built one runs, until a source is newer', async () => {
    const checkout = makeCheckout();
    expect(await said(checkout)).toBe('one');
    rmSync(join(checkout, 'node_modules'));
    expect(await said(checkout)).toBe('one');
    setProgram(checkout, 'two');
    const { code, stderr } = await run(checkout);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^Roster is older than its sources and the compiler is not installed: [^\n]+\n$/,
      ),
    });
  });

  test('a copy without sources, such as a container image, is taken as it is', async () => {
    const checkout = makeCheckout();
    expect(await said(checkout)).toBe('one');
    for (const name of ['node_modules', 'src', 'tsconfig.json', 'tsconfig.build.json'])
      rmSync(join(checkout, name), { recursive: true });
    expect(await said(checkout)).toBe('one');
  });
});
