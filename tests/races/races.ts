import { type Api, useApi } from '../http/api';
import type { Answer, TestServerOptions } from '../support/test-server';
import { createVolley, type Shot, type Volley } from '../support/volley';

/** A server with an administrator, at which the tests of one file fire volleys. */
export interface Races extends Pick<Api, 'server' | 'adminToken'> {
  /** Sends all at the same moment; the answers stand in the order of the requests. */
  fire(shots: readonly Shot[]): Promise<Answer[]>;
  fireOne(shot: Shot): Promise<Answer>;
}

/** One proxy in front, so that tries can come from as many addresses as a test needs. */
export const BEHIND_A_PROXY: TestServerOptions = { settings: { TRUST_PROXY: '1' } };

/** Long enough for every round of a full run. */
export const RACE_TIMEOUT = 600_000;

/** Starts the server before the tests of a file and stops it after them. */
export const useRaces = (options: TestServerOptions = {}): Races => {
  const api = useApi(options);
  let volley: Volley | undefined;
  beforeAll(() => {
    volley = createVolley(api.server.url);
  });
  afterAll(() => volley?.close());
  const fire = async (shots: readonly Shot[]): Promise<Answer[]> => {
    if (!volley) throw new Error('the server of these tests is not running');
    return volley.fire(shots);
  };
  return {
    get server() {
      return api.server;
    },
    get adminToken() {
      return api.adminToken;
    },
    fire,
    fireOne: async (shot) => (await fire([shot]))[0] as Answer,
  };
};
