import { ERROR_KINDS, type ErrorCode } from '../../../src/domain/error';
import type { Dialect } from '../../dialect';
import { groupBy } from '../../group-by';
import { errorAnswer } from './error-list';
import { ERROR_GROUPS, ERROR_WORDS } from './error-words';
import { type Html, html } from './html';
import { page, type Site } from './layout';

const line = (dialect: Dialect, code: ErrorCode): Html => {
  const { status, body } = errorAnswer(dialect, code, null);
  return html`<div><dt><span class="dialect">${dialect.name}</span></dt><dd>${status} ${body}</dd></div>`;
};

const caseOf = ({ catalogue }: Site, code: ErrorCode): Html =>
  html`<section class="case" id="${code}" aria-labelledby="${code}-name">
<h3 id="${code}-name">${ERROR_WORDS[code]}</h3>
<dl class="errors">${catalogue.dialects.map((dialect) => line(dialect, code))}</dl></section>`;

const anchorOf = (group: string): string => group.toLowerCase().replaceAll(' ', '-');

const groupHtml = (site: Site, group: string, codes: readonly ErrorCode[]): Html =>
  html`<section aria-labelledby="${anchorOf(group)}"><h2 id="${anchorOf(group)}">${group}</h2>
<div class="cases">${codes.map((code) => caseOf(site, code))}</div></section>`;

/** Every error in every dialect. */
export const errorsPage = (site: Site): string => {
  const groups = groupBy(Object.keys(ERROR_KINDS) as ErrorCode[], (code) => ERROR_GROUPS[ERROR_KINDS[code]]);
  return page(site, {
    path: '/docs/errors',
    title: 'Errors',
    content: html`<h1>Errors</h1>
<p>What went wrong is the same everywhere; status, shape and sentence are the dialect's. Where an operation has words of its
own for a case, its page shows them. A 401 comes with <code>WWW-Authenticate</code>, a 405 with <code>Allow</code>, a 429,
a 503 and a brownout with <code>Retry-After</code>.</p>
<nav class="jump" aria-label="Kinds of errors"><ul>${[...groups.keys()].map((group) => html`<li><a href="#${anchorOf(group)}">${group}</a></li>`)}</ul></nav>
${[...groups].map(([group, codes]) => groupHtml(site, group, codes))}`,
  });
};
