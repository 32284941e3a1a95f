import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Finding } from '../../src/cli/doctor/finding';
import { type RosterOptions, runRoster } from '../support/roster-process';

/** What the doctor said, and how it ended. */
export interface Diagnosis {
  readonly code: number | null;
  readonly findings: readonly Finding[];
  /** The one finding about something; fails where there are none or several. */
  about(what: string): Finding;
}

/** Asks `roster doctor --json`. Fails where it says more than JSON, or repeats what holds "hush". */
export const askDoctor = async (options: RosterOptions = {}): Promise<Diagnosis> => {
  const settings = { BCRYPT_COST: '4', ...options.settings };
  const { code, stdout, stderr } = await runRoster(['doctor', '--json'], { ...options, settings });
  const findings = JSON.parse(stdout) as Finding[];
  const failures = findings.filter(({ state }) => state === 'fail').length;
  expect({ code, stderr }).toEqual({
    code: failures === 0 ? 0 : 1,
    stderr: failures === 0 ? '' : `roster: ${failures} of ${findings.length} checks failed\n`,
  });
  expect(stdout + stderr).not.toMatch(/hush/);
  return {
    code,
    findings,
    about(what) {
      const found = findings.filter((finding) => finding.what === what);
      expect(found).toHaveLength(1);
      return found[0] as Finding;
    },
  };
};

const stops: (() => Promise<unknown>)[] = [];

/** The port of something that listens on 127.0.0.1 and is no Roster. */
export const listenWith = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return (server.address() as AddressInfo).port;
};

/** Ends what `listenWith` began. */
export const stopListening = async (): Promise<void> => {
  for (const stop of stops.splice(0)) await stop();
};
