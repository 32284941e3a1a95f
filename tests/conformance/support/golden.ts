import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireResponse } from '../../../routes/wire';
import type { Answer } from '../../support/test-server';

/** An answer to the byte. */
export interface Cell {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

const parseCell = (text: string): [name: string, cell: Cell] => {
  const [name = '', line = '', blank, ...body] = text.replace(/\n+$/, '').split('\n');
  const [, status, mediaType = ''] = /^(\d{3}) (.+)$/.exec(line) ?? [];
  if (!status || blank !== '') throw new Error(`the golden cell "${name}" is not status, blank line, body`);
  return [name.trim(), { status: Number(status), mediaType, body: body.join('\n') }];
};

/**
 * The errors of a dialect as somebody wrote them by hand: `=== code` or `=== code [variant]`, status and media type, a
 * blank line, the body to the byte. A line that starts with `# ` before the first is a remark.
 */
export const goldenErrors = (dialect: string): ReadonlyMap<string, Cell> => {
  const file = join(__dirname, '..', 'golden', `${dialect}.errors`);
  if (!existsSync(file)) throw new Error(`the dialect ${dialect} brings no ${file}`);
  const cells = readFileSync(file, 'utf8').split(/^=== /m).slice(1).map(parseCell);
  return new Map(cells);
};

const read = new Map<string, ReadonlyMap<string, Cell>>();

/** One cell of a dialect's golden file; the first variant where the code alone is named. Throws when there is none. */
export const golden = (dialect: string, name: string): Cell => {
  const cells = read.get(dialect) ?? goldenErrors(dialect);
  read.set(dialect, cells);
  const cell = cells.get(name) ?? [...cells].find(([one]) => one.startsWith(`${name} [`))?.[1];
  if (!cell) throw new Error(`${dialect}.errors has no ${name}`);
  return cell;
};

const MEDIA_TYPES = { json: 'application/json; charset=utf-8', text: 'text/plain; charset=utf-8' } as const;

/** An encoder's answer as a cell. */
export const cellOf = ({ status, body }: WireResponse): Cell => {
  if (body.kind === 'json') return { status, mediaType: MEDIA_TYPES.json, body: JSON.stringify(body.value) };
  if (body.kind === 'text') return { status, mediaType: MEDIA_TYPES.text, body: body.text };
  throw new Error(`an error is no ${body.kind}`);
};

/** An answer over HTTP as a cell. */
export const heard = ({ status, headers, text }: Answer): Cell => ({
  status,
  mediaType: headers['content-type'] ?? '',
  body: text,
});
