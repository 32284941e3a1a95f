/** A body as it stands in a request. */
export interface BodyToSend {
  readonly body: unknown;
  /** Keys whose names to fill in stand for something that is no text, so that they stand without quotes. */
  readonly bare: readonly string[];
}

/** The body as text, in lines where they are indented; names to fill in that stand for numbers without quotes. */
export const writeBody = ({ body, bare }: BodyToSend, indent = 0): string => {
  const between = indent > 0 ? ': ' : ':';
  return bare.reduce(
    (text, key) => {
      const value = (body as Readonly<Record<string, unknown>>)[key];
      const name = `${JSON.stringify(key)}${between}`;
      return text.replace(`${name}${JSON.stringify(value)}`, () => `${name}${String(value)}`);
    },
    JSON.stringify(body, null, indent),
  );
};
