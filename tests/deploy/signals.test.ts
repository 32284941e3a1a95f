import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { useApi } from '../http/api';
import { samplesOf } from '../signals/samples';
import { hasProgram } from '../support/tools';
import { DASHBOARD_SCHEMA } from './dashboard-schema';
import { alerts, DEPLOY, dashboard, metricsIn, prometheusConfig, queries } from './signal-files';

const api = useApi();

/** What a server shows that has served something and has been up long enough to collect garbage. */
const page = async () => samplesOf((await api.server.ask('GET /metrics')).text);

beforeAll(async () => {
  await api.ask('GET /api/users/1');
  await page();
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  await sleep(100);
});

test('every metric that the dashboard, its variables and the alerts name is one of a server that has served', async () => {
  const samples = await page();
  // Prometheus's own, of every target.
  const there = new Set(['up', ...samples.map(({ name }) => name)]);
  const variables = dashboard.templating.list.map(({ query }) => /\(([a-z_]+),/.exec(query.query)?.[1] ?? '');
  const named = [
    ...queries.flatMap(({ expr }) => metricsIn(expr)),
    ...alerts.flatMap(({ expr }) => metricsIn(expr)),
    ...variables,
  ];
  expect(new Set(named).size).toBeGreaterThan(20);
  expect(named.filter((name) => !there.has(name))).toEqual([]);
  const roster = [...there].filter((name) => /^roster_(?!.*_(bucket|sum|count)$)/.test(name));
  expect(roster.filter((name) => !named.includes(name))).toEqual([]);
});

test('every query and every alert names a metric', () => {
  for (const { expr } of [...queries, ...alerts])
    expect([expr, metricsIn(expr).length > 0]).toEqual([expr, true]);
});

test('labels in queries are labels of the metrics', async () => {
  const samples = await page();
  const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
  const asked = [...queries, ...alerts].flatMap(({ expr }) =>
    [...expr.matchAll(/([a-z_]+)\s*[=!]~?"/g), ...expr.matchAll(/by \(([a-z_, ]+)\)/g)].flatMap(
      ([, names = '']) => names.split(', '),
    ),
  );
  // These two are given by Prometheus to every target.
  expect(
    [...new Set(asked)].filter((name) => !labels.has(name) && name !== 'instance' && name !== 'job'),
  ).toEqual([]);
});

describe('the dashboard', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(DASHBOARD_SCHEMA);

  test('is as Grafana’s JSON model has it', () => {
    validate(dashboard);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('would not be with a slip', () => {
    const [first, ...rest] = dashboard.panels;
    expect(validate({ ...dashboard, panels: [{ ...first, gridpos: {} }, ...rest] })).toBe(false);
    const { uid: _uid, ...withoutId } = dashboard as unknown as Record<string, unknown>;
    expect(validate(withoutId)).toBe(false);
  });

  test('has panels with ids of their own, beside one another', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test('is where Compose and the provisioning put it, and its datasource too', () => {
    const read = (file: string): unknown =>
      parse(readFileSync(join(DEPLOY, 'grafana/provisioning', file), 'utf8'));
    const compose = parse(readFileSync(resolve(DEPLOY, '../docker-compose.yml'), 'utf8')) as {
      services: Record<string, { volumes: string[]; ports: string[]; environment: Record<string, string> }>;
    };
    expect(read('datasources/prometheus.yml')).toMatchObject({
      datasources: [{ uid: 'roster-prometheus', type: 'prometheus', url: 'http://prometheus:9090' }],
    });
    expect(read('dashboards/roster.yml')).toMatchObject({
      providers: [{ type: 'file', options: { path: '/var/lib/grafana/dashboards' } }],
    });
    const { prometheus, grafana } = compose.services;
    expect(grafana?.volumes).toContain('./deploy/grafana/dashboards:/var/lib/grafana/dashboards:ro');
    expect(grafana?.volumes).toContain('./deploy/grafana/provisioning:/etc/grafana/provisioning:ro');
    expect(prometheus?.volumes).toContain('./deploy/prometheus:/etc/prometheus:ro');
    const targets = ['roster-1', 'roster-2'].map((name) => {
      const [, port] = compose.services[name]?.environment['METRICS_BIND']?.split(':') ?? [];
      return `${name}:${port}`;
    });
    expect(prometheusConfig.scrape_configs[0]).toMatchObject({
      job_name: 'roster',
      static_configs: [{ targets }],
    });
    for (const service of [prometheus, grafana])
      for (const one of service?.ports ?? []) expect(one).toMatch(/^127\.0\.0\.1:/);
  });
});

test('docs/operations.md says what to do about each alert, and of no other', () => {
  const text = readFileSync(resolve(DEPLOY, '../docs/operations.md'), 'utf8');
  const told = [...text.matchAll(/^### (Roster\w+)$/gm)].map(([, name]) => name);
  expect(told).toEqual(alerts.map(({ alert }) => alert));
});

(hasProgram('promtool', 'prometheus') ? test : test.skip).each([
  ['config', 'prometheus/prometheus.yml'],
  ['rules', 'prometheus/alerts.yml'],
])('promtool check %s %s', (what, file) => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', what, join(DEPLOY, file)], {
    encoding: 'utf8',
  });
  expect({ status, text: stdout + stderr }).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') });
});
