/** A value that JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type JsonSchema = { readonly [key: string]: Json };

/** Largest body of a request, after decompression (wire contract: 100 KiB). */
export const BODY_LIMIT_BYTES = 100 * 1024;

/** A request as a dialect sees it: no Express, no headers, everything in it untrusted. */
export interface WireRequest {
  /** The path as it was asked, without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** A name given twice has an array. */
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Undefined when none was sent. */
  readonly body: unknown;
  /** Integer id of the user who asks; null for nobody's call. */
  readonly callerId: number | null;
}

/** The body of an answer: one JSON value, plain text, a stream of JSON text, or nothing. */
export type WireBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json-stream'; readonly chunks: AsyncIterable<string> }
  | { readonly kind: 'none' };

/** An answer as a dialect makes it. */
export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: WireBody;
}

/** An answer with a JSON value. */
export const json = (status: number, value: unknown, headers: Record<string, string> = {}): WireResponse => ({
  status,
  headers,
  body: { kind: 'json', value },
});

/** An answer in plain text. */
export const text = (
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): WireResponse => ({
  status,
  headers,
  body: { kind: 'text', text: sentence },
});
