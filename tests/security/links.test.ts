import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target));

test.each(['SECURITY.md', 'docs/security.md', 'docs/security/asvs.md'])(
  'the links of %s lead somewhere',
  (file) => {
    const path = resolve(ROOT, file);
    const links = linksIn(readFileSync(path, 'utf8'));
    expect(links).not.toEqual([]);
    expect(links.filter((link) => !existsSync(resolve(dirname(path), link)))).toEqual([]);
  },
);
