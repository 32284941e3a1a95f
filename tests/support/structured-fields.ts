/** A bare item of RFC 9651, as far as our headers have any; a byte sequence is a `Buffer`, a token is `{ token }`. */
export type BareItem = string | number | boolean | Buffer | { readonly token: string };

export interface Item {
  readonly value: BareItem;
  readonly parameters: Readonly<Record<string, BareItem>>;
}

/** Text that is no structured field. */
export class FieldSyntaxError extends Error {
  override readonly name = 'FieldSyntaxError';
}

/** What stands at the beginning of a text, how long it is there, and what it means (RFC 9651, section 4.2.3.1). */
const FORMS: readonly (readonly [RegExp, (match: RegExpExecArray) => BareItem])[] = [
  [/^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/, (match) => (match[1] ?? '').replace(/\\(.)/g, '$1')],
  [/^:([A-Za-z0-9+/]*={0,2}):/, (match) => Buffer.from(match[1] ?? '', 'base64')],
  [/^\?([01])/, (match) => match[1] === '1'],
  [/^-?\d{1,12}\.\d{1,3}/, (match) => Number(match[0])],
  [/^-?\d{1,15}(?!\d)/, (match) => Number(match[0])],
  [/^[A-Za-z*][A-Za-z0-9!#$%&'*+\-.^_`|~:/]*/, (match) => ({ token: match[0] })],
];

const KEY = /^[a-z*][a-z0-9_\-.*]*/;

/** Reads a text from the left, piece by piece. */
const createReader = (text: string) => {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  const bareItem = (): BareItem => {
    for (const [pattern, read] of FORMS) {
      const match = take(pattern);
      if (match) return read(match);
    }
    throw new FieldSyntaxError(`no item at "${rest}" in "${text}"`);
  };
  const parameters = (): Record<string, BareItem> => {
    const found: Record<string, BareItem> = {};
    while (take(/^; */)) {
      const key = take(KEY)?.[0];
      if (key === undefined) throw new FieldSyntaxError(`no key at "${rest}" in "${text}"`);
      found[key] = take(/^=/) ? bareItem() : true;
    }
    return found;
  };
  return {
    take,
    item: (): Item => ({ value: bareItem(), parameters: parameters() }),
    isAtEnd: () => rest === '',
  };
};

/** The items of a structured field that is a list without inner lists. Throws a `FieldSyntaxError`. */
export const parseList = (text: string): Item[] => {
  const reader = createReader(text.replace(/^ +| +$/g, ''));
  const items: Item[] = [];
  if (reader.isAtEnd()) return items;
  for (;;) {
    items.push(reader.item());
    if (reader.isAtEnd()) return items;
    // A comma must be followed by something: RFC 9651 refuses one at the end.
    if (!reader.take(/^[ \t]*,[ \t]*/) || reader.isAtEnd()) {
      throw new FieldSyntaxError(`no comma, or one at the end, in "${text}"`);
    }
  }
};
