/** Longest key of an idempotent request, in characters. */
export const IDEMPOTENCY_KEY_LIMIT = 255;

/** What makes a create happen once, however often and in however many spellings it is asked for. */
export interface Once {
  /** The caller's name for this one create. */
  readonly key: string;
  /** To be called where the answer tells what an earlier call has made. */
  readonly replayed: () => void;
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]));
};

/** JSON in which the order of keys and fields without a value make no difference: equal inputs are equal texts. */
export const canonicalText = (value: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(inOrder(value));
