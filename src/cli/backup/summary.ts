import type { RowCounts } from '../../../db/backup/script';

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What a backup holds, for people. */
export const summaryOf = (rows: RowCounts): string => {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const of = (table: string): number => rows[table] ?? 0;
  return [
    counted(of('users'), 'user'),
    counted(of('api_tokens'), 'API token'),
    counted(of('audit_entries'), 'audit entry', 'audit entries'),
    `${counted(all, 'row')} in ${Object.keys(rows).length} tables`,
  ].join(', ');
};
