import type { Json } from '../../wire';
import { escapeHtml, type Html, html } from './html';

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d[\d.eE+-]*\b/g;

const marked = (kind: string, text: string): string => `<span class="${kind}">${escapeHtml(text)}</span>`;

/** A time or an id is told apart from a sentence: it goes to the next line as a whole. */
const textKind = (quoted: string): string => (quoted.includes(' ') ? 'text' : 'text whole');

/** JSON with its keys and values told apart by colour. */
export const jsonHtml = (value: Json): Html => {
  const text = JSON.stringify(value, null, 2);
  let out = '';
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, quoted, colon] = match;
    out += escapeHtml(text.slice(end, match.index));
    if (quoted === undefined) out += marked('literal', whole);
    else out += colon === undefined ? marked(textKind(quoted), quoted) : `${marked('key', quoted)}${colon}`;
    end = match.index + whole.length;
  }
  return { html: out + escapeHtml(text.slice(end)) };
};

/** A block of code under a name; one that is `isCopied` gets a button for it from the script. */
export const codeBlock = (label: string, content: Html | string, isCopied = false): Html =>
  html`<figure class="code"><figcaption>${label}</figcaption><pre${
    isCopied && { html: ' data-copy' }
  }><code>${content}</code></pre></figure>`;

/** A path that may break before each of its parts. */
const breakable = (path: string): Html => ({
  html: escapeHtml(path).replace(/(?!^)([/?]|&amp;)/g, '<wbr>$1'),
});

/** Method and path in one line. */
export const requestLine = (method: string, path: string): Html =>
  html`<b class="method ${method.toLowerCase()}">${method}</b> ${breakable(path)}`;

/** Method and path as code. */
export const spellingHtml = (method: string, path: string): Html =>
  html`<code class="spelling">${requestLine(method, path)}</code>`;

/** What follows the server's address in a command. A line that is too long takes its backslash along. */
export const commandHtml = (afterAddress: string): Html => {
  const [path = '', ...options] = afterAddress.split('\n');
  const lines = [`<wbr>${breakable(path).html}`, ...options.map(escapeHtml)];
  return { html: lines.join('\n').replace(/(&#?\w+;|\S) \\$/gm, '<span class="kept">$1 \\</span>') };
};
