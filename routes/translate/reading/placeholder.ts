/** A name that somebody fills in, in the one form that every reader makes of its own: `{{name}}`. */
export const placeholder = (name: string): string => `{{${name}}}`;

const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/;
const EVERY = new RegExp(PLACEHOLDER, 'g');

/** Whether a name to fill in stands anywhere in the value. */
export const isOpen = (value: unknown): value is string =>
  typeof value === 'string' && PLACEHOLDER.test(value);

/** A text in pieces, the names to fill in apart from what stands between them. */
export const piecesOf = (text: string): { readonly text: string; readonly name: string | null }[] => {
  const pieces: { text: string; name: string | null }[] = [];
  let end = 0;
  for (const match of text.matchAll(EVERY)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), name: null });
    pieces.push({ text: match[0], name: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), name: null });
  return pieces;
};

/** The names to fill in that stand anywhere in a text. */
export const namesIn = (text: string): string[] => [...text.matchAll(EVERY)].map(([, name = '']) => name);

/** Whether something is to be filled in: in a text, or in one of a list. */
export const hasOpen = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isOpen) : isOpen(value);

/** Changes what stands between the names to fill in. */
export const outsidePlaceholders = (text: string, change: (piece: string) => string): string =>
  piecesOf(text)
    .map((piece) => (piece.name === null ? change(piece.text) : piece.text))
    .join('');

// `:id`, `{id}`, `<id>`: how paths in documents and collections name what is to be filled in.
const NAMED = /^(?::([\w-]+)|\{([\w-]+)\}|<([\w\s-]+)>)$/;

/** The name to fill in that a text is, whatever the form; null when it is none. */
export const openName = (text: string): string | null => {
  const [only, ...more] = piecesOf(text);
  if (only?.name && more.length === 0) return only.name;
  const match = NAMED.exec(text);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '').replace(/\s+/g, '_') : null;
};
