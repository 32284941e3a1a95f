import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export const DEPLOY = resolve(__dirname, '../../deploy');

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

export interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: { readonly query: string } }[];
  };
}

export interface PrometheusConfig {
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly static_configs: readonly { readonly targets: readonly string[] }[];
  }[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly summary: string };
    }[];
  }[];
}

const read = (file: string): string => readFileSync(join(DEPLOY, file), 'utf8');

export const dashboard = JSON.parse(read('grafana/dashboards/roster.json')) as Dashboard;

export const prometheusConfig = parse(read('prometheus/prometheus.yml')) as PrometheusConfig;

export const alerts = (parse(read('prometheus/alerts.yml')) as Rules).groups.flatMap(({ rules }) => rules);

// As Grafana does when everything is chosen.
const filledIn = (expr: string): string =>
  expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', '6h')
    .replaceAll(/\$(instance|dialect)\b/g, '.*');

/** The dashboard's queries, as Prometheus is asked. */
export const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr: filledIn(expr) })),
);

const METRIC = /\b(?:roster|process|nodejs|up)(?:_[a-z0-9_]+)?\b(?=\s*[{[),>=<*+\-/]|\s*$|\s+and\b)/g;

/** The metrics that a query names. */
export const metricsIn = (expr: string): string[] =>
  [...expr.replaceAll(/"[^"]*"/g, '""').matchAll(METRIC)].map(([name]) => name);
