import type { ErrorCode } from '../../../src/domain/error';
import type { Binding } from '../../binding';
import type { Dialect } from '../../dialect';
import { exampleError, possibleErrors } from '../possible-errors';
import type { Saying } from './catalogue';
import { ERROR_WORDS } from './error-words';
import { escapeHtml, type Html, html } from './html';

/** JSON that breaks before its keys and values rather than within them. */
const breakable = (text: string): Html => ({
  html: escapeHtml(text).replace(/([,:{[])(?=&quot;|[{[])/g, '$1<wbr>'),
});

/** An error as a dialect answers it; without a binding, of no operation in particular. */
export const errorAnswer = (
  { encodeError }: Dialect,
  code: ErrorCode,
  binding: Binding | null,
): { readonly status: Html; readonly body: Html } => {
  const { status, body } = encodeError(exampleError(code, binding), binding?.operation ?? null);
  const text = body.kind === 'text' ? body.text : body.kind === 'json' ? JSON.stringify(body.value) : '';
  return { status: html`<b class="status">${status}</b>`, body: html`<code>${breakable(text)}</code>` };
};

const line = ({ dialect, binding }: Saying, code: ErrorCode): Html => {
  const { status, body } = errorAnswer(dialect, code, binding);
  return html`<div><dt>${status} ${ERROR_WORDS[code]}</dt><dd>${body}</dd></div>`;
};

/** Every error that a binding can answer with. */
export const errorList = (saying: Saying): Html => {
  const codes = possibleErrors(saying.binding, saying.canonical.lifecycle);
  return html`<details><summary>Errors <span class="count">${codes.length}</span></summary><dl class="errors">${codes.map(
    (code) => line(saying, code),
  )}</dl></details>`;
};
