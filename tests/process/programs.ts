import {
  cleanUp,
  type Environment,
  postmasterPid,
  type RosterOptions,
  runRoster,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';

/** Password hashes that cost next to nothing: these tests are about processes. */
export const FAST: Environment = { BCRYPT_COST: '4' };

/** For a file whose tests start programs: time enough for each, and nothing left behind. */
export const usePrograms = (): void => {
  jest.setTimeout(60_000);
  afterAll(cleanUp);
};

/** What a command said that did its work. */
export const done = async (
  args: readonly string[],
  options: RosterOptions & { readonly input?: string },
): Promise<string> => {
  const { code, stdout, stderr } = await runRoster(args, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

/** A data directory on which servers of the same settings start one after another. */
export interface Directory {
  readonly dataDir: string;
  readonly settings: Environment;
  /** Starts one; `more` goes over the settings. */
  serve(more?: Environment): Promise<ServerProcess>;
  /** The pid of its Postgres. Throws when there is none: -1 in its place would mean every process there is. */
  postmaster(): number;
}

/** As `usePrograms`, for a file whose tests go on, each where the one before has stopped. */
export const useDirectory = (more: Environment = {}): Directory => {
  usePrograms();
  const dataDir = temporaryDirectory();
  const settings = { ...FAST, ...more };
  return {
    dataDir,
    settings,
    serve: (others = {}) => startServer({ dataDir, settings: { ...settings, ...others } }),
    postmaster() {
      const pid = postmasterPid(dataDir);
      if (pid === undefined) throw new Error(`no Postgres runs on ${dataDir}`);
      return pid;
    },
  };
};
