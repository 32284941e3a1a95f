import type { Binding } from '../../binding';
import type { BodyTable } from '../../codec/body';
import { toJsonSchema } from '../../codec/json-schema';
import { type Html, html } from './html';
import { schemaWords } from './schema-words';

interface Line {
  readonly name: string;
  readonly words: string;
  /** Whether it must be there, where it must. */
  readonly demand?: string | undefined;
}

const lineHtml = ({ name, words, demand }: Line): Html =>
  html`<div><dt><code>${name}</code>${demand && html` <small>${demand}</small>`}</dt><dd>${words}</dd></div>`;

const details = (summary: string, lines: readonly Line[]): Html | null =>
  lines.length === 0
    ? null
    : html`<details><summary>${summary} <span class="count">${lines.length}</span></summary><dl class="fields">${lines.map(lineHtml)}</dl></details>`;

const demandOn = (key: string, { required, needs }: BodyTable): string | undefined => {
  const group = required.includes(key) ? [key] : needs.find((keys) => keys.includes(key));
  if (!group) return undefined;
  return group.length === 1 ? 'required' : `one of ${group.join(', ')} is required`;
};

const bodyLines = ({ body }: Binding): Line[] =>
  (body?.fields ?? []).map(({ key, schema }) => ({
    name: key,
    words: schemaWords(toJsonSchema(schema)),
    demand: body && demandOn(key, body),
  }));

const queryLines = ({ query = [] }: Binding): Line[] =>
  query.map(({ name, schema, says }) => ({ name, words: `${says}: ${schemaWords(schema)}` }));

/** What body and query may hold, with the rules of each field. */
export const fieldLists = (binding: Binding): Html =>
  html`${details('Body fields', bodyLines(binding))}${details('Query parameters', queryLines(binding))}`;
