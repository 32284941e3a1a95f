import type { Access } from '../src/operations/contract';
import { SPECS } from '../src/operations/specs';
import type { Binding } from './binding';
import { snake } from './codec/phrases';
import { groupBy } from './group-by';
import { describeLifecycle } from './lifecycle';
import { type Losses, SHOWABLE, WRITABLE } from './losses';
import type { Route } from './route';
import { describeWhen } from './when';

/** One line of the table as people read it: a binding with all its spellings. */
export interface RouteRow {
  readonly method: string;
  readonly path: string;
  /** The other spellings, each with its method. */
  readonly aliases: readonly string[];
  readonly operation: string;
  readonly permission: string;
  readonly dialect: string;
  /** Present where the body decides between operations. */
  readonly when?: string;
  /** Present where any of its spellings goes: how, by the spelling. */
  readonly lifecycle?: Readonly<Record<string, string>>;
}

/** Who may call an operation as a binding says it, in words. */
export const permissionOf = (access: Access, { floor, refusesOneself }: Binding): string => {
  const base = typeof access === 'string' ? access : `${access.permission}${access.orSelf ? ' or self' : ''}`;
  const demands = [floor && `${floor} only`, refusesOneself && 'not on oneself'].filter(Boolean);
  return [base, ...demands].join(', ');
};

const lifecycleOf = (routes: readonly Route[]): Pick<RouteRow, 'lifecycle'> => {
  const going = routes.filter(({ lifecycle }) => lifecycle !== null);
  if (going.length === 0) return {};
  return {
    lifecycle: Object.fromEntries(going.map(({ label, lifecycle }) => [label, describeLifecycle(lifecycle)])),
  };
};

/** The rows of a table, in its order. */
export const describeRoutes = (routes: readonly Route[]): RouteRow[] => {
  const byBinding = groupBy(routes, (route) => route.binding);
  return [...byBinding.values()].flatMap(([canonical, ...others]) => {
    if (!canonical) return [];
    const { binding, method, path, dialect } = canonical;
    return [
      {
        method,
        path,
        aliases: others.map((route) => route.label),
        operation: binding.operation,
        permission: permissionOf(SPECS[binding.operation].access, binding),
        dialect: dialect.name,
        ...(binding.when && { when: describeWhen(binding.when) }),
        ...lifecycleOf([canonical, ...others]),
      },
    ];
  });
};

const COLUMNS = ['method', 'path', 'operation', 'permission', 'dialect', 'aliases'] as const;

const cell = (row: RouteRow, column: (typeof COLUMNS)[number]): string => {
  const value = row[column];
  return typeof value === 'string' ? value : value.join(', ');
};

/** What goes, a line each, below the table. */
const goingLines = (rows: readonly RouteRow[]): string[] => {
  const going = rows.flatMap(({ lifecycle = {} }) => Object.entries(lifecycle));
  return going.length === 0
    ? []
    : ['', 'On their way out:', ...going.map(([label, how]) => `  ${label}: ${how}`)];
};

/** The rows in aligned columns for a terminal, and below them what is on its way out. */
export const formatRoutes = (rows: readonly RouteRow[]): string => {
  const lines = [
    COLUMNS.map((name) => name.toUpperCase()),
    ...rows.map((row) => COLUMNS.map((name) => cell(row, name))),
  ];
  const widths = COLUMNS.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, ...goingLines(rows)].join('\n');
};

const code = (text: string): string => `\`${text}\``;

const markdownRow = (row: RouteRow): string =>
  `| ${code(row.method)} | ${code(row.path)}${row.when ? ` when ${code(row.when)}` : ''} | ${row.aliases.map(code).join('<br>')} | ${code(row.operation)} | ${row.permission} |`;

const lossRow = (field: string, { shown, written }: Losses): string => {
  const [show = '', write = ''] = [shown, written].map(
    (losses) => (losses as Readonly<Record<string, string>>)[field],
  );
  return `| ${code(snake(field))} | ${show} | ${write} |`;
};

/** What of a user a dialect cannot say, field by field; nothing where it can say everything. */
const lossLines = (losses: Losses): string[] => {
  const fields = [...new Set([...SHOWABLE, ...WRITABLE])];
  const lost = fields.filter((field) => field in losses.shown || field in losses.written);
  const head = ['', '### Cannot say', '', '| Field | Not shown | Not written |', '| --- | --- | --- |'];
  return lost.length === 0 ? [] : [...head, ...lost.map((field) => lossRow(field, losses))];
};

/** Which spellings go, and how; nothing where all stay. */
const lifecycleLines = (rows: readonly RouteRow[]): string[] => {
  const going = rows.flatMap(({ lifecycle = {} }) => Object.entries(lifecycle));
  const head = ['', '### On their way out', '', '| Spelling | How |', '| --- | --- |'];
  return going.length === 0 ? [] : [...head, ...going.map(([label, how]) => `| ${code(label)} | ${how} |`)];
};

/** `docs/routes.md`: the table, a section for each dialect with what it cannot say of a user. */
export const routesDocument = (routes: readonly Route[]): string => {
  const losses = new Map(routes.map(({ dialect }) => [dialect.name, dialect.losses]));
  const sections = [...groupBy(describeRoutes(routes), (row) => row.dialect)].map(([dialect, own]) =>
    [
      `## ${dialect}`,
      '',
      '| Method | Path | Aliases | Operation | Permission |',
      '| --- | --- | --- | --- | --- |',
      ...own.map(markdownRow),
      ...lifecycleLines(own),
      ...lossLines(losses.get(dialect) ?? { shown: {}, written: {} }),
    ].join('\n'),
  );
  return `# Routes\n\nMade from the route table by \`npm run routes:write\`; a test fails when it is stale.\n\n${sections.join('\n\n')}\n`;
};
