/** A request that did not end well, with a sentence for whoever asked. */
export interface Failure extends Error {
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  /** Seconds after which another try may go better. */
  readonly retryAfter: number | null;
}

/** Makes a failure. */
export const createFailure = (status: number, sentence: string, retryAfter: number | null = null): Failure =>
  Object.assign(new Error(sentence), { status, retryAfter });

const isFailure = (thrown: unknown): thrown is Failure => thrown instanceof Error && 'status' in thrown;

/** What was thrown, as a failure. */
export const toFailure = (thrown: unknown): Failure =>
  isFailure(thrown)
    ? thrown
    : createFailure(0, thrown instanceof Error ? thrown.message : 'Something went wrong');

/** Whether it says nothing about the request, but that the server cannot be asked now. */
export const isAway = ({ status }: Failure): boolean => [0, 502, 503, 504].includes(status);

const LONGEST_SENTENCE = 500;

const sentenceOf = async (response: Response): Promise<string> => {
  const type = response.headers.get('Content-Type') ?? '';
  const text = type.startsWith('text/plain') ? (await response.text()).slice(0, LONGEST_SENTENCE) : '';
  return text || `The server answered ${response.status}`;
};

const secondsOf = (header: string | null): number | null =>
  header !== null && /^\d+$/.test(header) ? Number(header) : null;

/** The failure that an answer tells of: the server's own sentence. */
export const failureOf = async (response: Response): Promise<Failure> =>
  createFailure(response.status, await sentenceOf(response), secondsOf(response.headers.get('Retry-After')));

/** The sentence, with the time to wait where the server named one. */
export const wordsOf = ({ message, retryAfter }: Failure): string => {
  if (retryAfter === null) return message;
  const minutes = Math.ceil(retryAfter / 60);
  const wait = retryAfter <= 90 ? `${retryAfter} s` : `${minutes} min`;
  return `${message.replace(/\.?$/, '.')} Try again in ${wait}.`;
};
