import { STATUS_CODES } from 'node:http';
import { SPECS } from '../../../src/operations/specs';
import { describeWhen } from '../../when';
import type { Json } from '../../wire';
import type { ExampleRequest } from '../example-request';
import type { Saying } from './catalogue';
import { codeBlock, commandHtml, jsonHtml, requestLine, spellingHtml } from './code';
import { curlAfterAddress, pathAndQuery } from './curl';
import { errorList } from './error-list';
import { fieldLists } from './field-lists';
import { goingMark } from './going-mark';
import { type Html, html } from './html';
import { BASE_URL } from './layout';
import { demandWords } from './permission-words';

/** What a card shows: a binding, with the request that it is called with. */
export interface Card {
  /** The address of the card within its page. */
  readonly anchor: string;
  readonly saying: Saying;
  readonly request: ExampleRequest;
  /** The answer's body, where it is not the binding's own. */
  readonly example?: Json;
  /** What there is to know first. */
  readonly note?: Html;
}

const requestHtml = (request: ExampleRequest): Html =>
  html`${requestLine(request.method, pathAndQuery(request))}${
    request.body === undefined ? null : html`\n\n${jsonHtml(request.body)}`
  }`;

const answerHtml = ({ saying: { binding }, example = binding.told.example }: Card): Html => {
  const { status, told } = binding;
  const headers = told.headers?.map((name) => html`\n${name}: …`);
  return html`<b>${status} ${STATUS_CODES[status]}</b>${headers}\n\n${jsonHtml(example)}`;
};

/** A command to paste; the script puts the address in that the page came from. */
export const curlBlock = (request: ExampleRequest, isPublic: boolean): Html =>
  codeBlock(
    'curl',
    html`curl '<span data-base>${BASE_URL}</span>${commandHtml(curlAfterAddress(request, isPublic))}`,
    true,
  );

const FORMS = {
  integer: 'a positive integer',
  ulid: 'a ULID',
  hex: '24 lower-case hex digits',
  any: 'an id of any of the three forms',
} as const;

const PLACES = { path: 'in the path', query: 'in the query', body: 'in the body' } as const;

const targetFacts = ({ binding }: Saying): Html[] =>
  Object.entries(binding.at).map(([target, locator]) =>
    locator.in === 'caller'
      ? html`<li>Its ${target} is the caller</li>`
      : html`<li><code>${locator.name}</code> ${PLACES[locator.in]}: the ${target}, ${FORMS[locator.form]}</li>`,
  );

const facts = ({ saying }: Card): Html | null => {
  const { acceptsForms } = saying.binding;
  const { lifecycle } = saying.canonical;
  const items = [
    ...(lifecycle ? [html`<li>On its way out:${goingMark(lifecycle)}</li>`] : []),
    ...targetFacts(saying),
    ...demandWords(saying.binding).map((words) => html`<li>${words}</li>`),
    ...(acceptsForms ? [html`<li>Also takes <code>application/x-www-form-urlencoded</code></li>`] : []),
  ];
  return items.length === 0 ? null : html`<ul class="facts">${items}</ul>`;
};

const aliasList = ({ aliases }: Saying): Html | null =>
  aliases.length === 0
    ? null
    : html`<details class="aliases"><summary>${aliases.length} ${
        aliases.length === 1 ? 'alias' : 'aliases'
      }</summary><ul>${aliases.map(({ method, path, lifecycle }) => html`<li>${spellingHtml(method, path)}${goingMark(lifecycle)}</li>`)}</ul></details>`;

/** A binding: request, a curl command, answer, fields and errors. The parts of cards beside each other are level. */
export const sayingCard = (card: Card): Html => {
  const { anchor, saying, request, note } = card;
  const { dialect, binding, canonical } = saying;
  const isPublic = SPECS[binding.operation].access === 'public';
  return html`<section class="saying" id="${anchor}" aria-labelledby="${anchor}-name">
<div><h2 id="${anchor}-name"><span class="dialect">${dialect.name}</span> ${spellingHtml(canonical.method, canonical.path)}${
    binding.when && html` <small>where ${describeWhen(binding.when)}</small>`
  }</h2>
${note && html`<p class="note">${note}</p>`}${aliasList(saying)}${facts(card)}</div>
${codeBlock('Request', requestHtml(request))}
${curlBlock(request, isPublic)}
<div>${codeBlock('Answer', answerHtml(card))}
${fieldLists(binding)}${errorList(saying)}</div>
</section>`;
};
