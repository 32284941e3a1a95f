// What Grafana's provisioning needs of a dashboard, after the dashboard JSON model in its documentation: the project that
// publishes a schema of it does so as CUE and TypeScript only. Closed where a slip of the pen would be silently ignored.

const text = { type: 'string', minLength: 1 } as const;

const datasource = {
  type: 'object',
  required: ['type', 'uid'],
  additionalProperties: false,
  properties: { type: { const: 'prometheus' }, uid: { const: 'roster-prometheus' } },
} as const;

const target = {
  type: 'object',
  required: ['refId', 'datasource', 'expr', 'legendFormat'],
  additionalProperties: false,
  properties: {
    refId: { type: 'string', pattern: '^[A-Z]$' },
    datasource,
    expr: text,
    legendFormat: { type: 'string' },
    editorMode: { enum: ['code', 'builder'] },
    range: { type: 'boolean' },
    instant: { type: 'boolean' },
    format: { enum: ['time_series', 'table', 'heatmap'] },
  },
} as const;

const gridPos = {
  type: 'object',
  required: ['x', 'y', 'w', 'h'],
  additionalProperties: false,
  properties: {
    x: { type: 'integer', minimum: 0, maximum: 23 },
    y: { type: 'integer', minimum: 0 },
    w: { type: 'integer', minimum: 1, maximum: 24 },
    h: { type: 'integer', minimum: 1 },
  },
} as const;

const row = {
  type: 'object',
  required: ['id', 'type', 'title', 'gridPos', 'collapsed', 'panels'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer' },
    type: { const: 'row' },
    title: text,
    gridPos,
    collapsed: { type: 'boolean' },
    panels: { type: 'array', maxItems: 0 },
  },
} as const;

const panel = {
  type: 'object',
  required: ['id', 'type', 'title', 'gridPos', 'datasource', 'fieldConfig', 'options', 'targets'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer' },
    type: { enum: ['timeseries', 'stat', 'table'] },
    title: text,
    description: { type: 'string' },
    datasource,
    gridPos,
    fieldConfig: {
      type: 'object',
      required: ['defaults', 'overrides'],
      additionalProperties: false,
      properties: {
        defaults: { type: 'object', required: ['unit'], properties: { unit: text } },
        overrides: { type: 'array' },
      },
    },
    options: { type: 'object' },
    targets: { type: 'array', minItems: 1, items: target },
  },
} as const;

const variable = {
  type: 'object',
  required: ['name', 'type', 'query', 'datasource', 'refresh', 'includeAll'],
  properties: {
    name: { type: 'string', pattern: '^[a-z]+$' },
    type: { const: 'query' },
    datasource,
    query: { type: 'object', required: ['query', 'refId'], properties: { query: text, refId: text } },
    refresh: { enum: [0, 1, 2] },
    includeAll: { type: 'boolean' },
  },
} as const;

/** JSON Schema of the dashboards here. */
export const DASHBOARD_SCHEMA = {
  type: 'object',
  required: ['uid', 'title', 'schemaVersion', 'panels', 'templating', 'time'],
  properties: {
    uid: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' },
    title: text,
    schemaVersion: { type: 'integer', minimum: 36 },
    version: { type: 'integer' },
    editable: { type: 'boolean' },
    refresh: { type: 'string', pattern: '^\\d+[sm]$' },
    time: {
      type: 'object',
      required: ['from', 'to'],
      additionalProperties: false,
      properties: { from: text, to: text },
    },
    templating: {
      type: 'object',
      required: ['list'],
      additionalProperties: false,
      properties: { list: { type: 'array', items: variable } },
    },
    panels: { type: 'array', minItems: 1, items: { anyOf: [row, panel] } },
  },
} as const;
