/** A name with its value, as headers and parameters have them. */
export type Pair = readonly [name: string, value: string];

/** A request as it was written down, before anybody knows whose it is. */
export interface WrittenRequest {
  readonly method: string;
  /** As it was written, with or without scheme and host. */
  readonly url: string;
  readonly headers: readonly Pair[];
  /** Undefined where there is none. */
  readonly body: string | undefined;
}

/** The value of a header, whatever the case of its name. */
export const headerOf = ({ headers }: Pick<WrittenRequest, 'headers'>, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];
