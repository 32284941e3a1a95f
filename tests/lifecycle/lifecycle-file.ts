import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, useApi } from '../http/api';
import { type MovableClock, movableClock } from '../http/movable-clock';

/** A rule as an operator writes it. */
export interface RuleText {
  readonly match: string;
  readonly deprecated?: string | null;
  readonly sunset?: string | null;
  readonly successor?: string | null;
  readonly brownouts?: readonly { readonly from: string; readonly until: string }[];
  readonly exempt?: readonly string[];
}

const directory = mkdtempSync(join(tmpdir(), 'roster-lifecycle-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let count = 0;

/** A file with this text in it, gone after the tests of the file. */
export const fileWith = (text: string): string => {
  count += 1;
  const path = join(directory, `lifecycle-${count}.json`);
  writeFileSync(path, text);
  return path;
};

/** An operator's file with these rules. */
export const fileOf = (...bindings: RuleText[]): string => fileWith(JSON.stringify({ bindings }));

/** A server that follows such a file, with a clock that stands still at noon of 1 March 2026. */
export const useLifecycle = (
  rules: readonly RuleText[],
  settings: Readonly<Record<string, string>> = {},
): { readonly api: Api; readonly clock: MovableClock } => {
  const clock = movableClock('2026-03-01T12:00:00Z');
  return { clock, api: useApi({ clock, settings: { LIFECYCLE_FILE: fileOf(...rules), ...settings } }) };
};
