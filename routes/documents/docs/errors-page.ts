import { ERROR_KINDS, type ErrorCode } from '../../../src/domain/error';
import type { Dialect } from '../../dialect';
import { errorAnswer } from './error-list';
import { ERROR_WORDS } from './error-words';
import { type Html, html } from './html';
import { page, type Site } from './layout';

const line = (dialect: Dialect, code: ErrorCode): Html => {
  const { status, body } = errorAnswer(dialect, code, null);
  return html`<div><dt><span class="dialect">${dialect.name}</span></dt><dd>${status} ${body}</dd></div>`;
};

const caseOf = ({ catalogue }: Site, code: ErrorCode): Html =>
  html`<section class="case" id="${code}" aria-labelledby="${code}-name">
<h2 id="${code}-name">${ERROR_WORDS[code]}</h2>
<dl class="errors">${catalogue.dialects.map((dialect) => line(dialect, code))}</dl></section>`;

/** Every error in every dialect. */
export const errorsPage = (site: Site): string =>
  page(site, {
    path: '/docs/errors',
    title: 'Errors',
    content: html`<h1>Errors</h1>
<p>What went wrong is the same everywhere; status, shape and sentence are the dialect's. Where an operation has words of its
own for a case, its page shows them. A 401 comes with <code>WWW-Authenticate</code>, a 405 with <code>Allow</code>, a 429
and a 503 with <code>Retry-After</code>.</p>
<div class="cases">${(Object.keys(ERROR_KINDS) as ErrorCode[]).map((code) => caseOf(site, code))}</div>`,
  });
