import { createTable, DIALECTS } from '../../../routes/table';
import { translateText } from '../../../routes/translate/translate';
import type { Translation } from '../../../src/domain/translation';
import { USER } from './hearing';
import { lookup } from './trips';

const table = createTable();

/** A request line, its body, and what was lost on the way; null in place of a line where nothing could be said. */
export type Said = readonly [line: string | null, body: unknown, ...lost: string[]];

const lineOf = ({ request }: Translation): string | null => {
  if (!request) return null;
  const query = Object.entries(request.query).map(([name, value]) => `${name}=${value}`);
  return `${request.method} ${request.path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
};

/** A request in one dialect, by a directory that knows the one user. */
export const translated = (text: string, to: string): Promise<Translation> =>
  translateText(table, text, to, lookup);

/** A request in every dialect of the release. */
export const inAll = async (text: string): Promise<Record<string, Said>> => {
  const said: Record<string, Said> = {};
  for (const { name } of DIALECTS) {
    const translation = await translated(text, name);
    const lost = translation.lost.map(({ what }) => what).sort();
    said[name] = [lineOf(translation), translation.request?.body ?? null, ...lost];
  }
  return said;
};

/** The ids of the user that the directory knows. */
export const { ulid: ULID, hexId: HEX } = USER;
