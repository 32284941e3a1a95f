import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hasProgram } from '../support/tools';
import { DEPLOY } from './signal-files';

const CONFIG = join(DEPLOY, 'haproxy/haproxy.cfg');

test('the proxy finds both replicas by their names, and sees a stop before the delay is over', () => {
  const config = readFileSync(CONFIG, 'utf8');
  const compose = parse(readFileSync(join(DEPLOY, '../docker-compose.yml'), 'utf8')) as {
    services: Record<'roster-1', { environment: Record<string, string> }>;
  };
  const { environment } = compose.services['roster-1'];
  for (const name of ['roster-1', 'roster-2']) expect(config).toContain(`"${name}:3000"`);
  expect(config).toContain('uri /readyz');
  const [, interval, falls] = /inter (\d+)ms fall (\d+)/.exec(config) ?? [];
  expect(Number(interval) * Number(falls)).toBeLessThan(Number(environment['STOP_DELAY']) * 1000);
  expect([...config.matchAll(/retry-on (.*)/g)].map(([, on]) => on)).toEqual(['conn-failure']);
});

(hasProgram('haproxy') ? test : test.skip)('haproxy accepts its configuration', () => {
  const env = { PATH: process.env['PATH'], ROSTER_1: '127.0.0.1:1', ROSTER_2: '127.0.0.1:2' };
  const check = ['-c', '-f', CONFIG];
  const { status, stderr } = spawnSync('haproxy', check, { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
