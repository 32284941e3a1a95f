import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

describe('Dockerfile', () => {
  // One instruction a line, comments gone; the last stage is the image.
  const lines = readFileSync(resolve(__dirname, '../../Dockerfile'), 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n');
  const image = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const all = (instruction: string): string[] =>
    image
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1).trim());

  test('runs as a user that is not root', () => {
    expect(all('USER')).toEqual([expect.stringMatching(/^[1-9][0-9]*:[1-9][0-9]*$/)]);
  });

  test('starts node itself, so that SIGTERM reaches the server', () => {
    expect(all('CMD').map((command) => JSON.parse(command))).toEqual([['node', 'bin/roster.js', 'serve']]);
    expect(all('ENTRYPOINT')).toEqual([]);
  });

  test('asks /readyz for its health, without a shell', () => {
    const [check = ''] = all('HEALTHCHECK');
    const command: unknown = JSON.parse(check.slice(check.indexOf('[')));
    expect(command).toEqual(['node', '-e', expect.stringContaining('/readyz')]);
  });

  test('listens on every address, in production mode, with production packages alone', () => {
    expect(all('ENV').join(' ')).toMatch(/NODE_ENV=production.*HOST=0\.0\.0\.0/);
    expect(all('COPY')).toContain('--from=dependencies /app/node_modules ./node_modules');
    expect(lines).toContainEqual(expect.stringMatching(/^RUN npm ci --omit=dev --omit=optional/));
  });

  test('runs no script of a package while it is built, and brings its bill of materials', () => {
    const installing = lines.filter((line) => line.includes('npm ci'));
    expect(installing.length).toBe(2);
    for (const line of installing) expect(line).toContain(' --ignore-scripts ');
    expect(lines).toContainEqual(expect.stringContaining('node bin/sbom.js --write dist/sbom.cdx.json'));
  });
});
