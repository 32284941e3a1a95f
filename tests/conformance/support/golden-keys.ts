import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request and the keys of its answer, as somebody wrote them by hand. */
export interface KeyCase {
  readonly title: string;
  /** Whose session asks; nothing for the administrator. */
  readonly as: string | undefined;
  readonly line: string;
  /** JSON, with the same placeholders as the line. */
  readonly body: string | undefined;
  /** The status and the keys. */
  readonly answer: string;
}

const FOLDER = join(__dirname, '..', 'golden');

const parseCase = (text: string): KeyCase => {
  const [title = '', ...lines] = text.trim().split('\n');
  const as = /^as (\w+)$/.exec(lines[0] ?? '')?.[1];
  const [request = '', ...answer] = as === undefined ? lines : lines.slice(1);
  const [, line, body] = /^([A-Z]+ \S+)(?: (.+))?$/.exec(request) ?? [];
  if (line === undefined || answer.length === 0)
    throw new Error(`the case "${title}" is no request and answer`);
  return { title, as, line, body, answer: answer.join(' ').replace(/\s+/g, ' ').trim() };
};

/**
 * The cases of `golden/<dialect>.keys` and `golden/<dialect>.<part>.keys`: `=== title`, perhaps `as <whose session>`, the
 * request line with its JSON body, and the status with the keys: `{id user{name roles[]}}`, in a list each form that its
 * objects have. A line that starts with `# ` before the first case is a remark.
 */
export const keyCases = (dialect: string): KeyCase[] =>
  readdirSync(FOLDER)
    .filter((file) => file.startsWith(`${dialect}.`) && file.endsWith('.keys'))
    .sort()
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^=== /m).slice(1).map(parseCase));

/** The keys of a value in that notation, in the order in which they came; nothing of what has none. */
export const keysOf = (value: unknown): string => {
  if (Array.isArray(value)) {
    const forms = new Set(value.map(keysOf).filter((form) => form !== ''));
    return `[${[...forms].sort().join(' | ')}]`;
  }
  if (typeof value !== 'object' || value === null) return '';
  return `{${Object.entries(value)
    .map(([key, one]) => key + keysOf(one))
    .join(' ')}}`;
};

const pairsIn = (value: unknown): [key: string, value: unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, one]) => [[key, one] as [string, unknown], ...pairsIn(one)])
    : [];

/** The keys of a sent body that the answer has with another value than the one sent. */
export const notAsSent = (body: unknown, answer: unknown): string[] => {
  const shown = new Map(pairsIn(answer).reverse());
  const isOther = ([key, sent]: [string, unknown]): boolean =>
    shown.has(key) && JSON.stringify(shown.get(key)) !== JSON.stringify(sent);
  return pairsIn(body)
    .filter(isOther)
    .map(([key]) => key);
};
