import type { WireResponse } from '../../wire';
import type { Script } from './collection-format';

/** A value as it stands in a script. */
export const literal = (value: unknown): string => JSON.stringify(value);

/** A key of an object in a script. */
export const member = (object: string, key: string): string =>
  /^[a-z_]\w*$/i.test(key) ? `${object}.${key}` : `${object}[${literal(key)}]`;

/** Lines of a script, for before a request or for after its answer. */
export const script = (listen: Script['listen'], lines: readonly string[]): Script => ({
  listen,
  script: { type: 'text/javascript', exec: lines },
});

/** What an answer has as its Content-Type. */
export const mediaTypeOf = (kind: WireResponse['body']['kind']): string =>
  kind === 'text' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';

/** Status and media type; `test` is the function that the assertions go through. */
export const heads = (
  { status, kind }: { readonly status: number; readonly kind: WireResponse['body']['kind'] },
  test: string,
): string[] => [
  `${test}("answers ${status}", () => pm.response.to.have.status(${status}));`,
  `${test}("is ${mediaTypeOf(kind).split(';')[0]}", () =>`,
  `  pm.expect(pm.response.headers.get("Content-Type")).to.eql(${literal(mediaTypeOf(kind))}));`,
];

/** The body as it was sent, in a test. */
export const SENT = 'const sent = JSON.parse(pm.variables.replaceIn(pm.request.body.raw));';

/** Keeps a value for the requests that come after. */
export const keeping = (name: string, expression: string): string =>
  `pm.collectionVariables.set(${literal(name)}, ${expression});`;

/** Leaves the request out of the run. */
export const skippingWhen = (condition: string): string => `if (${condition}) pm.execution.skipRequest();`;
