import type { Dialect } from '../../dialect';
import { exampleRequest } from '../example-request';
import type { Catalogue, Entry, Saying } from './catalogue';
import { codeBlock, spellingHtml } from './code';
import { pathAndQuery } from './curl';
import { type Html, html } from './html';
import { BASE_URL, page, type Site } from './layout';
import { referencePath } from './reference-page';
import { curlBlock } from './saying-card';

const sayingsOf = ({ entries }: Catalogue, id: Entry['id']): readonly Saying[] =>
  entries.find((entry) => entry.id === id)?.sayings ?? [];

/** The first saying of each dialect. */
const firstOfEach = (sayings: readonly Saying[]): Saying[] =>
  sayings.filter(({ dialect }, index) => sayings.findIndex((other) => other.dialect === dialect) === index);

/** How a dialect asks for a user, which shows the form of its ids. */
const gettingUser = (catalogue: Catalogue, { name }: Dialect): Html | null => {
  const get = sayingsOf(catalogue, 'users.get').find(({ dialect }) => dialect.name === name);
  if (!get) return null;
  const request = exampleRequest(get.canonical);
  return html`<div><dt>A user</dt><dd>${spellingHtml(request.method, pathAndQuery(request))}</dd></div>`;
};

const addresses = ({ catalogue }: Site): Html =>
  html`<div class="columns">${catalogue.dialects.map(
    (
      dialect,
    ) => html`<section class="dialect-card" aria-labelledby="at-${dialect.name}"><h3 id="at-${dialect.name}"><span class="dialect">${dialect.name}</span></h3>
<dl class="fields"><div><dt>Base URL</dt><dd><code><span data-base>${BASE_URL}</span>${dialect.prefix}</code></dd></div>
${gettingUser(catalogue, dialect)}</dl>
<p><a href="${referencePath(dialect)}">${dialect.name} reference</a>, <a href="/docs?dialect=${dialect.name}">${dialect.name} operations</a></p></section>`,
  )}</div>`;

const commands = (sayings: readonly Saying[], isPublic: boolean): Html =>
  html`<div class="columns">${firstOfEach(sayings).map(
    ({ dialect, canonical }) =>
      html`<div><h3><span class="dialect">${dialect.name}</span></h3>${curlBlock(exampleRequest(canonical), isPublic)}</div>`,
  )}</div>`;

const signIns = ({ catalogue }: Site): Html => {
  const sayings = sayingsOf(catalogue, 'auth.signIn');
  const silent = catalogue.dialects.filter((dialect) => !sayings.some((one) => one.dialect === dialect));
  return html`${commands(sayings, true)}
<p>The answer's <code>access_token</code> goes into the header <code>Authorization: Bearer …</code>. A token from any dialect is
good in every dialect${silent.length > 0 && `, those without a sign-in of their own (${silent.map(({ name }) => name).join(', ')}) included`}.
Programs that should not sign in get an API token from an administrator:
<a href="/docs/operations/tokens.create">tokens.create</a>. The commands of these pages read the token from the variable TOKEN:</p>
${codeBlock('Shell', "TOKEN='the access token or API token'", true)}`;
};

const SAMPLE = { limit: 60, remaining: 59, resetAt: new Date('2030-01-31T12:00:00Z') };

const quotaHeaders = ({ catalogue }: Site): Html[] =>
  catalogue.dialects.flatMap(({ name, quotaHeaders: headersOf }) =>
    headersOf
      ? [
          html`<p><span class="dialect">${name}</span> also sends ${Object.keys(headersOf(SAMPLE)).map(
            (header, index) => html`${index > 0 && ', '}<code>${header}</code>`,
          )}.</p>`,
        ]
      : [],
  );

const limits = (site: Site): Html => html`<ul>
<li>An API token has the budget of its policy; without one, 60 requests a minute and 1000 a day.</li>
<li>Sessions are counted for each user, all of them together: 100 requests a minute.</li>
<li>Calls without a caller, these pages among them, are counted for each address: 60 a minute.</li>
</ul>
<p>An operator may have set other figures. Answers tell where a caller stands: <code>RateLimit-Policy</code> and
<code>RateLimit</code>, and <code>Retry-After</code> with the 429 of a budget that is used up. The same budget is behind every
spelling and every dialect.</p>
${quotaHeaders(site)}`;

/** How to begin: addresses, signing in, a first call, errors and limits. */
export const startPage = (site: Site): string =>
  page(site, {
    path: '/docs/start',
    title: 'Start',
    content: html`<h1>Start</h1>
<p class="lead">Choose the dialect that your client speaks. They are all the same directory: what one changes, the others show.</p>
<section aria-labelledby="addresses"><h2 id="addresses">Where each dialect is</h2>${addresses(site)}</section>
<section aria-labelledby="sign-in"><h2 id="sign-in">Sign in</h2>${signIns(site)}</section>
<section aria-labelledby="first-call"><h2 id="first-call">A first call</h2>${commands(sayingsOf(site.catalogue, 'users.list'), false)}</section>
<section aria-labelledby="when-wrong"><h2 id="when-wrong">When something is wrong</h2>
<p>Each dialect answers in its own way: <a href="/docs/errors">every error in every dialect</a>.</p></section>
<section aria-labelledby="limits"><h2 id="limits">Limits</h2>${limits(site)}</section>`,
  });
