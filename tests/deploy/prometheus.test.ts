import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { stringify } from 'yaml';
import { useApi } from '../http/api';
import { endProcesses, type Started, start, until } from '../support/child-process';
import { hasProgram } from '../support/tools';
import { alerts, DEPLOY, prometheusConfig, queries } from './signal-files';

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}
interface RuleAnswer {
  readonly data: {
    readonly groups: readonly {
      readonly rules: readonly { readonly name: string; readonly health: string; readonly state: string }[];
    }[];
  };
}

const api = useApi();
const directory = mkdtempSync(join(tmpdir(), 'roster-prometheus-'));
let prometheus: Started;
let url = '';

/** The repository's own configuration with this server as its only target, looked at each second. */
const configFor = (target: string): string =>
  stringify({
    ...prometheusConfig,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [join(DEPLOY, 'prometheus/alerts.yml')],
    scrape_configs: prometheusConfig.scrape_configs
      .filter(({ job_name }) => job_name === 'roster')
      .map((config) => ({ ...config, static_configs: [{ targets: [target] }] })),
  });

const asked = async <T>(path: string): Promise<T> => (await fetch(url + path)).json() as Promise<T>;

const query = (expr: string): Promise<Answer> =>
  asked(`/api/v1/query?${new URLSearchParams({ query: expr })}`);

const isUp = async (): Promise<boolean> => {
  const { data } = await query('count_over_time(up{job="roster"}[1m]) > 3 and up{job="roster"} == 1');
  return data.result.length === 1;
};

/** In which Prometheus looks twice. */
const LOOKS_MS = 2500;

/** Collects garbage at once: without it a short life has no figure about that. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

const LISTENS = /msg="Listening on" address=(\S+)/;

jest.setTimeout(60_000);

(hasProgram('prometheus') ? describe : describe.skip)('a Prometheus that scrapes a server', () => {
  beforeAll(async () => {
    const file = join(directory, 'prometheus.yml');
    writeFileSync(file, configFor(new URL(api.server.url).host));
    prometheus = start(
      'prometheus',
      [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        '--web.listen-address=127.0.0.1:0',
      ],
      { cwd: directory },
    );
    await until(() => LISTENS.test(prometheus.stderr()));
    url = `http://${LISTENS.exec(prometheus.stderr())?.[1]}`;
    for (const path of ['/api/users/1', '/api/users/get/1', '/api/v1/users/1', '/users:list', '/nowhere'])
      await api.ask(`GET ${path}`);
    // Not sooner: the first collection of a process is not always told.
    while (!(await isUp())) await sleep(100);
    collectGarbage();
    await sleep(100);
    collectGarbage();
    for (let n = 0; n < 20; n += 1) await api.ask('GET /api/users/get/1');
    await sleep(LOOKS_MS);
  });
  afterAll(async () => {
    prometheus.child.kill('SIGTERM');
    await prometheus.ended;
    await endProcesses();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(queries.map(({ title, expr }) => [title, expr]))('%s: %s', async (_title, expr) => {
    const { status, error, data } = await query(expr);
    expect({ status, error }).toEqual({ status: 'success', error: undefined });
    expect(data.result.length).toBeGreaterThan(0);
  });

  test('every alert is evaluated, and none fires', async () => {
    const { data } = await asked<RuleAnswer>('/api/v1/rules');
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.map(({ name, health, state }) => ({ name, health, state }))).toEqual(
      alerts.map(({ alert }) => ({ name: alert, health: 'ok', state: 'inactive' })),
    );
  });

  test('counts are what was asked', async () => {
    const { data } = await query(
      'sum(roster_http_requests_total{binding="GET /api/users/get/{id}",status="2xx"})',
    );
    expect(data.result.map(({ value }) => value[1])).toEqual(['21']);
  });
});
