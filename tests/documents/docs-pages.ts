const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

const decoded = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|amp);/g, (one) => ENTITIES[one] ?? one);

/** What a reader sees of a piece of HTML. */
export const plain = (html: string): string => decoded(html.replace(/<[^>]*>/g, ''));

/** What stands between each pair of these, tags and all. */
export const between = (html: string, before: string, after: string): string[] =>
  html
    .split(before)
    .slice(1)
    .map((rest) => rest.split(after)[0] ?? '');

/** The card of a binding on the page of an operation. */
export const cardOf = (html: string, anchor: string): string =>
  between(html, `<section class="saying" id="${anchor}"`, '</section>')[0] ?? '';

/** The blocks of code of a card by their names. */
export const blocksOf = (card: string): Record<string, string> =>
  Object.fromEntries(
    between(card, '<figure class="code">', '</figure>').map((figure) => [
      plain(between(figure, '<figcaption>', '</figcaption>')[0] ?? ''),
      plain(between(figure, '<code>', '</code>')[0] ?? ''),
    ]),
  );

/** Every address that a page names, as it stands in the attribute. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/ (?:href|src|data-document)="([^"]*)"/g)].map(([, address = '']) => decoded(address));
