import { Agent } from 'node:http';
import type { NewmanRunSummary } from 'newman';
import { requireTool } from './tools';

/** What a collection is told. */
export type Inputs = Readonly<Record<'baseUrl' | 'username' | 'password' | 'token', string>>;

/** What came of a run. */
export interface Outcome {
  readonly requests: number;
  readonly assertions: number;
  readonly skipped: number;
  /** Every failure, of assertions, scripts and requests, with the request that it belongs to. */
  readonly failures: readonly string[];
  /** The requests in the order in which they were made. */
  readonly names: readonly string[];
}

// Each caller has an address, and so a budget, of its own, as people have who share a server. All of 127/8 is this
// machine on Linux; elsewhere only the first is, and runs wait for each other's budgets.
const agentFrom = (address: string): Agent =>
  new Agent(process.platform === 'linux' ? { localAddress: address } : {});

const describeFailure = ({ source, error }: NewmanRunSummary['run']['failures'][number]): string =>
  `${source && 'name' in source ? source.name : 'the run'}: ${error.test ?? ''} ${error.message}`;

const toOutcome = (summary: NewmanRunSummary): Outcome => {
  const { requests, assertions } = summary.run.stats;
  const all = summary.run.executions.flatMap((execution) => execution.assertions ?? []);
  return {
    requests: requests.total ?? 0,
    assertions: assertions.total ?? 0,
    skipped: all.filter((assertion) => 'skipped' in assertion && assertion.skipped === true).length,
    failures: summary.run.failures.map(describeFailure),
    names: summary.run.executions.map(({ item }) => item.name),
  };
};

const settled = (summary: NewmanRunSummary | undefined, error: Error | null): Outcome => {
  if (error) throw error;
  if (!summary) throw new Error('Newman told nothing of its run');
  return toOutcome(summary);
};

/** Runs a collection from top to bottom, from an address of its own. Rejects for what is no collection. */
export const runCollection = (
  { collection, environment }: { readonly collection: object; readonly environment: object },
  { inputs, address }: { readonly inputs: Inputs; readonly address: string },
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const envVar = Object.entries(inputs).map(([key, value]) => ({ key, value }));
    const agent = agentFrom(address);
    const options = {
      collection: collection as never,
      environment: environment as never,
      envVar,
      requestAgents: { http: agent },
      reporters: [],
    };
    const newman = requireTool<typeof import('newman')>('newman');
    newman.run(options, (error, summary) => {
      agent.destroy();
      try {
        resolve(settled(summary, error));
      } catch (failure) {
        reject(failure);
      }
    });
  });
