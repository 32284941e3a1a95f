/** One request of a load. */
export interface LoadRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Without the address of the server. */
  readonly path: string;
  /** JSON; a `{n}` in it becomes a number that no other request has. */
  readonly body?: string;
}

/** What a load generator is told. */
export interface Load {
  readonly url: string;
  /** Sent in turn, over and over. */
  readonly requests: readonly LoadRequest[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

/** What a load generator has seen. Times in milliseconds. */
export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** Answers with a status of 400 or more. */
  readonly refused: number;
  /** Connections that broke and answers that did not come in time. */
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
}

/** What makes a load. */
export interface LoadGenerator {
  /** With its version. */
  readonly name: string;
  run(load: Load): Promise<LoadResult>;
}

const NUMBERS_OF_A_RUN = 100_000_000;
let runs = 0;

/** The first of the numbers that stand for `{n}` in a run of a generator; the next run has others. */
export const firstNumber = (): number => {
  runs += 1;
  return runs * NUMBERS_OF_A_RUN;
};
