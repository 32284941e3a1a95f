import type { Bench } from './bench';
import type { Child } from './child';
import type { Directory } from './directory';
import type { Load, LoadRequest, LoadResult } from './load/load';
import { median } from './statistics';

/** A request, and what its answer must hold. */
export interface SampledRequest extends LoadRequest {
  readonly shows?: string;
}

/** What is put under a load. */
export interface Subject {
  readonly name: string;
  readonly child: Child;
  readonly directory: Directory;
  readonly requests: readonly SampledRequest[];
  readonly token: string | null;
  /** The status of its answers; 200 unless said. */
  readonly status?: number;
}

/** What a subject did under a load; times of CPU in microseconds an answer, others in milliseconds. */
export interface Figure {
  readonly perSecond: number;
  readonly nodeMicros: number;
  readonly postgresMicros: number;
  /** Of both. */
  readonly cpuMicros: number;
  readonly p50: number;
  readonly p99: number;
}

const SAMPLES = 3;
const REFUSED_FROM = 400;
// A quota is full only once it has been used up: the first answers in a minute may still be another's.
const MOST_EXCEPTIONS = 10;

const headersOf = ({ token }: Subject): Record<string, string> => ({
  ...(token !== null && { Authorization: `Bearer ${token}` }),
  'Content-Type': 'application/json',
});

/** Asks a few of its requests. Throws an `Error` for an answer that is not the one to be measured. */
const sample = async (subject: Subject): Promise<void> => {
  const { name, child, requests, status = 200 } = subject;
  for (const [number, { method, path, body, shows = '' }] of requests.slice(0, SAMPLES).entries()) {
    const filled = (text: string): string => text.replaceAll('{n}', String(number));
    const response = await fetch(child.url + path, {
      method,
      headers: headersOf(subject),
      ...(body !== undefined && { body: filled(body) }),
    });
    const text = await response.text();
    if (response.status !== status || !text.includes(filled(shows)))
      throw new Error(`${name}: ${method} ${path} answered ${response.status} ${text.slice(0, 200)}`);
  }
};

const assertAnswered = ({ name, status = 200 }: Subject, { answers, refused, failed }: LoadResult): void => {
  const others = status < REFUSED_FROM ? refused : answers - refused;
  const allowed = status < REFUSED_FROM ? 0 : MOST_EXCEPTIONS;
  if (answers === 0 || failed > 0 || others > allowed)
    throw new Error(`${name}: of ${answers} answers ${others} were not ${status}, ${failed} requests failed`);
};

const measure = async (bench: Bench, subject: Subject, load: Omit<Load, 'url'>): Promise<Figure> => {
  const { child, directory } = subject;
  const before = { node: child.cpuMs(), postgres: directory.postgresCpuMs() };
  const result = await bench.generator.run({ ...load, url: child.url });
  const after = { node: child.cpuMs(), postgres: directory.postgresCpuMs() };
  child.emptyLog();
  assertAnswered(subject, result);
  const nodeMicros = ((after.node - before.node) / result.answers) * 1000;
  const postgresMicros = ((after.postgres - before.postgres) / result.answers) * 1000;
  return {
    perSecond: result.answers / result.seconds,
    nodeMicros,
    postgresMicros,
    cpuMicros: nodeMicros + postgresMicros,
    p50: result.p50,
    p99: result.p99,
  };
};

/** The median of each figure over the rounds. */
const medians = (figures: readonly Figure[]): Figure => {
  const middle = (key: keyof Figure): number => median(figures.map((figure) => figure[key]));
  return {
    perSecond: middle('perSecond'),
    nodeMicros: middle('nodeMicros'),
    postgresMicros: middle('postgresMicros'),
    cpuMicros: middle('cpuMicros'),
    p50: middle('p50'),
    p99: middle('p99'),
  };
};

/**
 * Puts all subjects under the same load in turns, so that a machine that gets slower gets slower for all; the figures, in
 * the order of the subjects. Throws an `Error` when an answer is not the one that was to be measured: a refused request
 * would be quick for nothing.
 */
export const measureInTurns = async <const S extends readonly Subject[]>(
  bench: Bench,
  subjects: S,
  connections: number,
): Promise<{ readonly [Place in keyof S]: Figure }> => {
  const { rounds, roundSeconds, warmUpSeconds } = bench.plan;
  const loadFor = (subject: Subject, seconds: number): Omit<Load, 'url'> => ({
    requests: subject.requests,
    headers: headersOf(subject),
    connections,
    seconds,
  });
  const figures = subjects.map((): Figure[] => []);
  for (const subject of subjects) {
    bench.progress(`warming up ${subject.name}`);
    await sample(subject);
    await measure(bench, subject, loadFor(subject, warmUpSeconds));
  }
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    for (const [place, subject] of subjects.entries())
      figures[place]?.push(await measure(bench, subject, loadFor(subject, roundSeconds)));
  }
  return figures.map(medians) as { readonly [Place in keyof S]: Figure };
};
