import { SPECS } from '../../src/operations/specs';
import type { Shot } from './driver';
import type { Row } from './ledger';

/** An API token with its secret. */
export interface Token {
  readonly id: number;
  readonly token: string;
}

/** What was sent and answered: `<caller> <operation> <label>` → requests and errors. */
export type Counts = Map<string, { requests: number; errors: number }>;

const keyOf = (caller: string, operation: string, label: string): string => `${caller} ${operation} ${label}`;

/** Public spellings are answered before anybody asks who calls. */
const callerOf = ({ route }: Shot, { id }: Token): string =>
  SPECS[route.binding.operation].access === 'public' ? 'anonymous' : `token ${id}`;

/** Notes a request that was answered. */
export const count = (counts: Counts, shot: Shot, token: Token, status: number): void => {
  const key = keyOf(callerOf(shot, token), shot.route.binding.operation, shot.route.label);
  const known = counts.get(key) ?? { requests: 0, errors: 0 };
  counts.set(key, {
    requests: known.requests + 1,
    errors: known.errors + (status >= 400 ? 1 : 0),
  });
};

/** What a row of the ledger is counted under. */
export const keyOfRow = ({ caller, operation, binding }: Row): string =>
  keyOf(
    caller?.kind === 'token' ? `token ${caller.token_id}` : (caller?.kind ?? ''),
    operation ?? '',
    binding ?? '',
  );

/** By how much the two differ, requests and errors together, whichever has more. */
export const differences = (sent: Counts, told: Counts): number =>
  [...new Set([...sent.keys(), ...told.keys()])]
    .map((key) => {
      const [one, other] = [sent, told].map((counts) => counts.get(key) ?? { requests: 0, errors: 0 });
      return (
        Math.abs((one?.requests ?? 0) - (other?.requests ?? 0)) +
        Math.abs((one?.errors ?? 0) - (other?.errors ?? 0))
      );
    })
    .reduce((sum, one) => sum + one, 0);
