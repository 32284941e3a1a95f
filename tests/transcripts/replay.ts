import type { MovableClock } from '../http/movable-clock';
import type { TestServer } from '../support/test-server';
import type { Example } from './transcript';

/** A spelling of an example, as a line of a table of tests. */
export interface Replay {
  readonly example: Example;
  readonly style: string;
  readonly line: string;
}

/** Every spelling of every example, in their order. */
export const replaysOf = (examples: readonly Example[]): Replay[] =>
  examples.flatMap((example) => example.spellings.map((spelling) => ({ example, ...spelling })));

/** Asks as the example asks, at its time, and expects its answer: status, media type, body to the byte, its headers. */
export const replay = async (
  server: TestServer,
  clock: MovableClock,
  { at, headers, body, answer: expected }: Example,
  line: string,
): Promise<void> => {
  clock.set(at);
  const answer = await server.ask(line, { headers, ...(body !== undefined && { raw: body }) });
  expect({ status: answer.status, mediaType: answer.headers['content-type'], body: answer.text }).toEqual({
    status: expected.status,
    mediaType: expected.mediaType,
    body: expected.body,
  });
  for (const [name, value] of Object.entries(expected.headers)) {
    expect([name, answer.headers[name.toLowerCase()]]).toEqual([name, value]);
  }
};
