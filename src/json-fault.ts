/** What keeps a text from being JSON that says everything once. */
export interface JsonFault {
  /** Where it is, counted in UTF-16 units; the length of the text where that ends too early. */
  readonly index: number;
  /** The key that its object has already; null where the text is no JSON. */
  readonly key: string | null;
}

interface Token {
  /** Its first character, which tells what it is: a bracket, a mark, `"` for a text, `0` for any other value. */
  readonly kind: string;
  readonly text: string;
  readonly index: number;
}

const SPACE = /[ \t\r\n]*/y;
const MARK = /[[\]{}:,]/y;
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

const at = (pattern: RegExp, text: string, index: number): string | undefined => {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
};

/** The token that begins at or after a place; `kind` is empty for what is none, the end among it. */
const tokenAt = (text: string, from: number): Token => {
  const index = from + (at(SPACE, text, from)?.length ?? 0);
  const found = at(MARK, text, index) ?? at(TEXT, text, index);
  if (found !== undefined) return { kind: found.charAt(0), text: found, index };
  const literal = at(LITERAL, text, index);
  return { kind: literal === undefined ? '' : '0', text: literal ?? '', index };
};

/** What may come next: `more` is a comma or the end of what is open, the others are what they say or, if first, an end. */
type Next = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more';

const CLOSING = { '[': ']', '{': '}' } as const;

/** What is open around a place, the innermost last: a list, or an object with the keys that it has. */
type Open = { readonly kind: '[' } | { readonly kind: '{'; readonly keys: Set<string> };

const closes = ({ kind }: Token, next: Next, innermost: Open | undefined): boolean =>
  innermost !== undefined &&
  CLOSING[innermost.kind] === kind &&
  (next === 'more' || next === 'first value' || next === 'first key');

const afterValue = ({ kind }: Token, open: Open[]): Next | null => {
  if (kind === '[') {
    open.push({ kind });
    return 'first value';
  }
  if (kind === '{') {
    open.push({ kind, keys: new Set() });
    return 'first key';
  }
  return kind === '"' || kind === '0' ? 'more' : null;
};

/** What may follow a token; null where the token itself may not stand there. */
const follow = (token: Token, next: Next, open: Open[]): Next | null => {
  const innermost = open.at(-1);
  if (closes(token, next, innermost)) {
    open.pop();
    return 'more';
  }
  if (next === 'value' || next === 'first value') return afterValue(token, open);
  if (next === 'colon') return token.kind === ':' ? 'value' : null;
  if (next !== 'more') return token.kind === '"' ? 'colon' : null;
  if (token.kind !== ',' || !innermost) return null;
  return innermost.kind === '{' ? 'key' : 'value';
};

/** The key that a token gives its object for the second time. */
const repeated = ({ text }: Token, innermost: Open | undefined): string | null => {
  if (innermost?.kind !== '{') return null;
  const key = JSON.parse(text) as string;
  if (innermost.keys.has(key)) return key;
  innermost.keys.add(key);
  return null;
};

/**
 * The first place where a text stops being JSON (RFC 8259), or where an object names a key that it has already; null where
 * there is none. `JSON.parse` says the first in some words of its own, not always with the place, and the second never.
 */
export const findJsonFault = (text: string): JsonFault | null => {
  const open: Open[] = [];
  let next: Next = 'value';
  let token = tokenAt(text, 0);
  while (next !== 'more' || open.length > 0 || token.index < text.length) {
    const following = follow(token, next, open);
    if (following === null) return { index: token.index, key: null };
    const key = following === 'colon' ? repeated(token, open.at(-1)) : null;
    if (key !== null) return { index: token.index, key };
    next = following;
    token = tokenAt(text, token.index + token.text.length);
  }
  return null;
};
