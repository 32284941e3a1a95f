import { SPECS } from '../../../src/operations/specs';
import { snake } from '../../codec/phrases';
import type { Dialect } from '../../dialect';
import type { Losses } from '../../losses';
import { exampleRequest } from '../example-request';
import type { Entry } from './catalogue';
import { type Html, html } from './html';
import { operationPath, page, type Site } from './layout';
import { type OtherWay, otherWays } from './other-ways';
import { accessWords, effectWords } from './permission-words';
import { type Card, sayingCard } from './saying-card';
import { wordless } from './wordless';

const auditWords = ({ audit, redacted = [] }: Entry['spec']): Html | string =>
  audit === undefined
    ? 'No entry'
    : html`<code>${audit}</code>${redacted.length > 0 && `, without the value of ${redacted.map(snake).join(', ')}`}`;

/** The dialects that cannot do it at all. */
const speechless = ({ silent }: Entry, ways: readonly OtherWay[]): Dialect[] =>
  silent.filter((dialect) => !ways.some(({ saying }) => saying.dialect === dialect));

const facts = ({ spec }: Entry, without: readonly Dialect[]): Html => {
  return html`<dl class="summary">
<div><dt>Permission</dt><dd>${accessWords(spec)}</dd></div>
<div><dt>Effect</dt><dd>${effectWords(spec)}</dd></div>
<div><dt>Audit trail</dt><dd>${auditWords(spec)}</dd></div>
${without.length > 0 && html`<div><dt>No word for it</dt><dd>${without.map(({ name }) => name).join(', ')}</dd></div>`}
</dl>`;
};

const LOST: Readonly<Partial<Record<Entry['id'], keyof Losses>>> = {
  'users.list': 'shown',
  'users.get': 'shown',
  'users.create': 'written',
  'users.update': 'written',
};

/** What of a user each dialect leaves out, where the operation shows or writes users. */
const lossesOf = ({ id, sayings }: Entry): Html | null => {
  const side = LOST[id];
  if (!side) return null;
  const dialects = [...new Set(sayings.map(({ dialect }) => dialect))];
  return html`<section aria-labelledby="losses"><h2 id="losses">${
    side === 'shown' ? 'What is not shown' : 'What cannot be written'
  }</h2><div class="columns">${dialects.map(
    ({ name, losses }) =>
      html`<section><h3><span class="dialect">${name}</span></h3><dl class="fields">${Object.entries(
        losses[side],
      ).map(
        ([field, reason]) => html`<div><dt><code>${snake(field)}</code></dt><dd>${reason}</dd></div>`,
      )}</dl></section>`,
  )}</div></section>`;
};

/** Every card has an anchor of its own: the dialect's name, numbered from the second on. */
const cardsOf = ({ sayings }: Entry): Card[] => {
  const counts = new Map<string, number>();
  return sayings.map((saying) => {
    const { name } = saying.dialect;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return {
      anchor: count === 1 ? name : `${name}-${count}`,
      saying,
      request: exampleRequest(saying.canonical),
    };
  });
};

const permissionOf = ({ access }: Entry['spec']): string | null =>
  typeof access === 'string' ? null : access.permission;

/** The permission that the other operation asks for, where this one asks for another. */
const otherPermission = ({ spec }: Entry, { equivalent }: OtherWay): string | null => {
  const permission = permissionOf(SPECS[equivalent.as]);
  return equivalent.onOneself || permission === permissionOf(spec) ? null : permission;
};

const noteOn = (entry: Entry, way: OtherWay): Html => {
  const { equivalent, losses } = way;
  const permission = otherPermission(entry, way);
  return html`No word of its own for it: <a href="${operationPath({ id: equivalent.as })}">${equivalent.as}</a> does it${
    equivalent.onOneself && ', aimed at oneself'
  }${permission && `, with the permission ${permission}`}${losses.map((loss) => ` (${loss})`)}`;
};

const otherCards = (entry: Entry, ways: readonly OtherWay[]): Card[] =>
  ways.map((way) => ({
    anchor: way.saying.dialect.name,
    saying: way.saying,
    request: way.request,
    example: way.example,
    note: noteOn(entry, way),
  }));

const neighbour = (entry: Entry | undefined, rel: 'prev' | 'next'): Html | null =>
  entry === undefined
    ? null
    : html`<a rel="${rel}" href="${operationPath(entry)}">${rel === 'prev' ? '← ' : ''}${entry.id}${rel === 'next' ? ' →' : ''}</a>`;

/** An operation in every dialect that says it, side by side. */
export const operationPage = (site: Site, index: number, entry: Entry): string => {
  const { entries } = site.catalogue;
  const ways = otherWays(site.catalogue, entry);
  const without = speechless(entry, ways);
  const cards = [...cardsOf(entry), ...otherCards(entry, ways)];
  const dialects = [...new Set(cards.map(({ saying }) => saying.dialect.name))];
  return page(site, {
    path: operationPath(entry),
    title: entry.id,
    content: html`<h1>${entry.id}</h1>
<p class="lead">${entry.spec.summary}</p>
${facts(entry, without)}
${dialects.length > 1 && html`<nav class="jump" aria-label="Dialects"><ul>${dialects.map((name) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>`}
<div class="cards">${cards.map(sayingCard)}</div>
${wordless(entry, without)}
${lossesOf(entry)}
<nav class="neighbours" aria-label="Neighbours">${neighbour(entries[index - 1], 'prev')}${neighbour(entries[index + 1], 'next')}</nav>`,
  });
};
