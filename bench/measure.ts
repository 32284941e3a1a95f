import autocannon from 'autocannon';
import type { Child } from './child';

export interface Load {
  readonly path: string;
  readonly token: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface Figure {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p99: number;
}

/** Puts a load on a server. Throws an `Error` when an answer is no 200: a refused request would be quick for nothing. */
export const measure = async (child: Child, load: Load): Promise<Figure> => {
  const before = child.cpuMs();
  const result = await autocannon({
    url: child.url + load.path,
    connections: load.connections,
    duration: load.seconds,
    headers: { authorization: `Bearer ${load.token}` },
  });
  const answers = result.requests.total;
  if (result.non2xx > 0 || result.errors > 0 || answers === 0) {
    throw new Error(`${load.path}: ${result.non2xx} refused, ${result.errors} failed of ${answers}`);
  }
  return {
    perSecond: result.requests.average,
    cpuMicros: ((child.cpuMs() - before) / answers) * 1000,
    p99: result.latency.p99,
  };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The median of each figure over the rounds. */
export const medians = (figures: readonly Figure[]): Figure => ({
  perSecond: median(figures.map((figure) => figure.perSecond)),
  cpuMicros: median(figures.map((figure) => figure.cpuMicros)),
  p99: median(figures.map((figure) => figure.p99)),
});
