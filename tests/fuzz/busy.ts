import { setTimeout as sleep } from 'node:timers/promises';
import type { TestServer } from '../support/test-server';
import type { FuzzRequest } from './fuzz-request';
import { problemWith } from './judge';
import type { Outcome, Sender } from './send';

/** What the server says where a time limit of its own was over: of a machine that is too busy, or of a request that is too dear. */
const TIME_LIMIT =
  /^unavailable$|^timeout exceeded when trying to connect|^Query read timeout|due to (?:statement|lock) timeout$/;

/** Why a request was answered with 503, as the log tells it. */
export const causeOf = ({ logLines }: TestServer, outcome: Outcome): string => {
  if ('broken' in outcome || outcome.status !== 503) return '';
  const id = outcome.headers['x-request-id'] ?? '';
  const line = logLines.findLast((one) => one.includes(id) && one.includes('request failed'));
  if (line === undefined) return 'not logged';
  const { err } = JSON.parse(line) as { err?: { message?: string } };
  return err?.message ?? '';
};

const TRIES = 3;
const PAUSE_MS = 1000;

/**
 * Whether a request that met a time limit is answered well when it is asked again and nobody else asks anything: then the
 * machine was busy, and the answer was what it is meant for. One that meets it again is too dear.
 */
export const wasOnlyBusy = async (
  { url }: TestServer,
  sender: Sender,
  asked: FuzzRequest,
  cause: string,
): Promise<boolean> => {
  if (!TIME_LIMIT.test(cause)) return false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    await sleep(PAUSE_MS);
    if (problemWith(url, asked, await sender.send(asked)) === null) return true;
  }
  return false;
};
