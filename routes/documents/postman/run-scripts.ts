import type { Script } from './collection-format';
import { literal, script } from './scripts';
import { KEPT } from './variables';

const BEFORE = [
  '// What a run makes is its own: anew for each request.',
  'const random = () => pm.variables.replaceIn("{{$randomUUID}}").replace(/-/g, "").slice(0, 12);',
  'pm.variables.set("unique", random());',
  'pm.variables.set("secret", random());',
  'pm.variables.set("digits", String(parseInt(random(), 16)).slice(-8).padStart(8, "0"));',
  'pm.variables.set("inAYear", new Date(Date.now() + 365 * 86400000).toISOString().slice(0, 19) + "Z");',
  '',
  "// Who asks: the token that a run makes for itself, else the environment's, else the session of the first request.",
  'const kept = (name) => pm.collectionVariables.get(name) || "";',
  'pm.variables.set("token", kept("runToken") || pm.environment.get("token") || kept("session"));',
  '',
  '// A budget is spent: wait until it is back.',
  'const wait = Number(kept("waitUntil")) - Date.now();',
  'if (wait > 0) setTimeout(() => {}, wait);',
];

const AFTER = [
  '// RateLimit: "minute"; r=59; t=60',
  'const headers = pm.response.headers.all().map(({ value }) => value).join("\\n");',
  'const budget = /"minute"; *r=(\\d+); *t=(\\d+)/.exec(headers);',
  'const isSpent = budget !== null && budget[1] === "0";',
  'pm.collectionVariables.set("waitUntil", isSpent ? String(Date.now() + budget[2] * 1000 + 250) : "");',
];

/** What runs around every request of a collection. */
export const RUN_SCRIPTS: readonly Script[] = [script('prerequest', BEFORE), script('test', AFTER)];

/** Forgets what an earlier run has left. */
export const FORGETTING = `for (const name of ${literal(KEPT)}) pm.collectionVariables.set(name, "");`;

/** Leaves the rest out where an answer has another status, and goes on with the request of this name; null for none. */
export const goingOnWhen = (status: number, otherwise: string | null): string =>
  `if (pm.response.code !== ${status}) pm.execution.setNextRequest(${literal(otherwise)});`;
