import type { Bench } from '../bench';
import type { Child } from '../child';
import { type Line, showFigure } from '../line';
import { measureInTurns, type Subject } from '../measure';
import { getsOf, REST } from '../requests';
import { ADMIN_TOKEN } from '../roster';
import { signIn, startRoster } from '../stage';

const MOST_CPU = 0.4;

const post = async ({ url }: Child, path: string, body: unknown): Promise<Record<string, unknown>> => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
};

/** A token that may do one request a minute, and has done it. */
const usedUpToken = async (roster: Child): Promise<string> => {
  const name = `bench-${Date.now()}`;
  const { id } = await post(roster, '/api/policies', { name, rate_limit_per_min: 1 });
  const { token } = await post(roster, '/api/admin/tokens', { user_id: 1, name, policy_id: id });
  await fetch(`${roster.url}/api/users/2`, { headers: { Authorization: `Bearer ${token}` } });
  return String(token);
};

/** Requests that are refused, beside those that are served. */
export const refused = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(bench.plan.users);
  const child = await startRoster(bench, directory);
  const session = await signIn(child);
  // Another's signature: well-formed up to its last part.
  const forged = `${session.slice(0, session.lastIndexOf('.') + 1)}${'A'.repeat(43)}`;
  const requests = getsOf(REST, directory.users);
  const unseen = requests.map(({ method, path }) => ({ method, path }));
  const served: Subject = { name: 'served', child, directory, requests, token: session };
  const others: Subject[] = [
    { ...served, name: '401, no token', requests: unseen, token: null, status: 401 },
    { ...served, name: '401, forged JWT', requests: unseen, token: forged, status: 401 },
    { ...served, name: '429, API token', requests: unseen, token: await usedUpToken(child), status: 429 },
  ];
  const [ofServed, ...figures] = await measureInTurns(bench, [served, ...others] as const, 32);
  return figures.map((figure, place) => ({
    what: others[place]?.name ?? '',
    claims: [
      { says: 'CPU', value: figure.cpuMicros / ofServed.cpuMicros, unit: 'x', atMost: MOST_CPU },
      { says: 'rate', value: figure.perSecond / ofServed.perSecond, unit: 'x' },
    ],
    beside: `${showFigure(figure)} | served: ${showFigure(ofServed)}`,
  }));
};
