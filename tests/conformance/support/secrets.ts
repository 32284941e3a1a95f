import type { Answer } from '../../support/test-server';

/** What no answer of any dialect ever holds: hashes, columns of ours, stacks, SQL, paths of the machine. */
const SECRETS =
  /\$2[aby]\$|password_?hash|_canonical|session_?epoch|code_?digest|"stack"|\bat [\w.]+ \(|\bselect .* from\b|node_modules|\/src\//i;

let scanned = 0;

/** How many answers were looked at so far. */
export const answersScanned = (): number => scanned;

/** Throws an `Error` when an answer tells what nobody may know. */
export const assertNoSecrets = ({ text, headers }: Answer, line: string): void => {
  scanned += 1;
  const found = SECRETS.exec(text) ?? SECRETS.exec(JSON.stringify(headers));
  if (found) throw new Error(`the answer to ${line} tells "${found[0]}": ${text}`);
};
