import { request } from 'node:http';

/** A request that the server has, and that waits for its body. */
export interface RequestUnderWay {
  /** Sends the body; resolves with the status and text of the answer, rejects when the connection was broken. */
  finish(): Promise<{
    readonly status: number;
    readonly text: string;
    /** What became of the connection, as the answer's header says. */
    readonly connection: string | undefined;
  }>;
}

/**
 * Sends the head of a POST and resolves when the server has said that it waits for the body, so that it stands beyond
 * doubt that the request is under way.
 */
export const beginRequest = (address: string, path: string, body: unknown): Promise<RequestUnderWay> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = {
      Expect: '100-continue',
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    };
    const pending = request(`${address}${path}`, { method: 'POST', headers });
    const answer = new Promise<Awaited<ReturnType<RequestUnderWay['finish']>>>((done, fail) => {
      pending.once('error', fail);
      pending.once('response', (response) => {
        let received = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          received += chunk;
        });
        const { statusCode: status = 0, headers: got } = response;
        response.once('end', () => done({ status, text: received, connection: got.connection }));
        response.once('error', fail);
      });
    });
    answer.catch(reject);
    pending.once('continue', () =>
      resolve({
        finish() {
          pending.end(text);
          return answer;
        },
      }),
    );
    pending.flushHeaders();
  });
