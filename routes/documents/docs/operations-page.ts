import { groupBy } from '../../group-by';
import { describeWhen } from '../../when';
import type { Entry, Saying } from './catalogue';
import { spellingHtml } from './code';
import { goingMark } from './going-mark';
import { type Html, html } from './html';
import { operationPath, page, type Site } from './layout';
import { accessLabel } from './permission-words';

const spellings = ({ dialect, binding, canonical, aliases }: Saying): Html[] =>
  [canonical, ...aliases].map(
    ({ method, path, label, lifecycle }) =>
      html`<li data-dialect="${dialect.name}" data-spelling="${label}">${spellingHtml(method, path)}${
        binding.when && html` <small>where ${describeWhen(binding.when)}</small>`
      }${goingMark(lifecycle)}</li>`,
  );

const row = (entry: Entry): Html => {
  const byDialect = groupBy(entry.sayings, ({ dialect }) => dialect.name);
  return html`<article class="operation" id="${entry.id}" data-resource="${entry.resource}">
<div><h3><a href="${operationPath(entry)}">${entry.id}</a></h3>
<p>${entry.spec.summary} <small class="permission">${accessLabel(entry.spec)}</small></p></div>
<dl class="said">${[...byDialect].map(
    ([name, sayings]) =>
      html`<div data-dialect="${name}"><dt><span class="dialect">${name}</span></dt><dd><ul>${sayings.map(spellings)}</ul></dd></div>`,
  )}</dl>
</article>`;
};

const option = (name: string): Html => html`<option value="${name}">${name}</option>`;

/** What narrows the list; of use with the script alone, so the script is who shows it. */
const filters = (
  { catalogue }: Site,
  resources: readonly string[],
): Html => html`<form id="filters" role="search" hidden>
<label>Search <input type="search" name="q" placeholder="users.suspend, /apikeys, tokens:manage" autocomplete="off" spellcheck="false"></label>
<label>Dialect <select name="dialect"><option value="">all</option>${catalogue.dialects.map(({ name }) => option(name))}</select></label>
<label>Resource <select name="resource"><option value="">all</option>${resources.map(option)}</select></label>
<p id="found" role="status"></p>
</form>`;

/** Every operation with its spellings. */
export const operationsPage = (site: Site): string => {
  const { entries, dialects } = site.catalogue;
  const groups = groupBy(entries, ({ resource }) => resource);
  return page(site, {
    path: '/docs',
    title: 'Operations',
    content: html`<h1>Operations</h1>
<p>One directory of users, in ${dialects.length === 1 ? 'one dialect' : `${dialects.length} dialects`}: ${entries.length} operations, each with
the same permission, limits and audit however it is spelled. Pick one to see its requests and answers side by side, or
<a href="/docs/start">start with signing in</a>.</p>
${filters(site, [...groups.keys()])}
${[...groups].map(
  ([resource, group]) =>
    html`<section class="group" aria-labelledby="resource-${resource}"><h2 id="resource-${resource}">${resource}</h2>${group.map(row)}</section>`,
)}`,
  });
};
