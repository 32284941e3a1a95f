import type { Answer } from '../support/test-server';
import type { Api } from './api';

/** The path of the next page, from an answer's `Link`; null where there is none. Throws for a link of any other form. */
export const nextOf = ({ headers }: Answer): string | null => {
  const { link } = headers;
  if (link === undefined) return null;
  const path = /^<(\/[^>]+)>; rel="next"$/.exec(link)?.[1];
  if (!path) throw new Error(`not a link to a next page: ${link}`);
  return path;
};

/** Follows `Link` to the end; `between` runs after each page but the last. Throws when a list has no end. */
export const walk = async <T>(
  { ask }: Api,
  first: string,
  between: (page: readonly T[]) => Promise<void> = async () => undefined,
): Promise<{ pages: T[][]; answers: Answer[] }> => {
  const pages: T[][] = [];
  const answers: Answer[] = [];
  for (let path: string | null = first; path !== null; path = nextOf(answers.at(-1) as Answer)) {
    if (pages.length > 1000) throw new Error(`no end of ${first}`);
    const answer = await ask(`GET ${path}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text} for ${path}`);
    answers.push(answer);
    pages.push(answer.json as T[]);
    if (nextOf(answer) !== null) await between(pages.at(-1) as T[]);
  }
  return { pages, answers };
};
