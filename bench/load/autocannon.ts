import autocannon from 'autocannon';
import { firstNumber, type Load, type LoadGenerator, type LoadRequest } from './load';

// Every connection has a copy of them.
const MOST_REQUESTS = 500;

const toRequest = ({ method, path, body }: LoadRequest, nextNumber: () => number): autocannon.Request => {
  if (body === undefined) return { method, path };
  return {
    method,
    path,
    setupRequest: (request) => ({ ...request, body: body.replaceAll('{n}', String(nextNumber())) }),
  };
};

/** autocannon, in this process: it takes several times the CPU of wrk, which on few cores the servers then lack. */
export const createAutocannon = (): LoadGenerator => ({
  name: 'autocannon (wrk is not installed)',
  async run({ url, requests, headers, connections, seconds }: Load) {
    let number = firstNumber();
    const nextNumber = (): number => {
      number += 1;
      return number;
    };
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      timeout: 20,
      headers: { ...headers },
      requests: requests.slice(0, MOST_REQUESTS).map((request) => toRequest(request, nextNumber)),
    });
    return {
      answers: result.requests.total,
      seconds: result.duration,
      refused: result.non2xx,
      failed: result.errors + result.timeouts,
      p50: result.latency.p50,
      p99: result.latency.p99,
    };
  },
});
