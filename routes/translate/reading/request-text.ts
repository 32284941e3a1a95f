import type { Remark } from '../../../src/domain/translation';

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
  /** The media type that what sends it gives the body, where no header says one; left out where nobody knows. */
  readonly mediaType?: string | undefined;
  /** What was left out in reading it. */
  readonly notes?: readonly Remark[];
}

/** The value of a header, whatever the case of its name. */
export const headerOf = ({ headers }: Pick<WrittenRequest, 'headers'>, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** The media type that a body is sent as; undefined where nobody says. */
export const mediaTypeOf = (request: WrittenRequest): string | undefined =>
  headerOf(request, 'content-type') ?? request.mediaType;
