/** HTML that may be sent as it is: everything that was put into it has been escaped. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it, in an element as well as in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return '';
  if (isList(part)) return part.map(render).join('');
  return typeof part === 'object' ? part.html : escapeHtml(String(part));
};

/**
 * HTML from a template: what stands in it is escaped, unless it is HTML already. Lists are joined; `false`, `null` and
 * `undefined` are nothing.
 */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((text, index) => text + render(parts[index])).join(''),
});
