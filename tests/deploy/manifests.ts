import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { requireTool, TOOLS } from '../support/tools';
import { DEPLOY } from './signal-files';

const FOLDER = join(DEPLOY, 'kubernetes');

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

export interface Container {
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly envFrom: readonly unknown[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly securityContext: unknown;
}

export interface PodSpec {
  readonly containers: readonly [Container];
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: unknown;
}

type Labels = Readonly<Record<string, string>>;

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    readonly strategy?: unknown;
    readonly maxUnavailable?: number;
    readonly podSelector?: { readonly matchLabels?: Labels };
    readonly selector?: { readonly matchLabels?: Labels } & Labels;
    readonly template?: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
    readonly ports?: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
    readonly ingress?: readonly { readonly ports: readonly { readonly port: string }[] }[];
    readonly endpoints?: readonly { readonly port: string }[];
  };
}

export const KUSTOMIZATION = 'kustomization.yaml';

/** Every file but the kustomization, with what is in it. */
export const manifestFiles: ReadonlyMap<string, readonly Manifest[]> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file !== KUSTOMIZATION)
    .map((file) => [
      file,
      parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((one) => one.toJS() as Manifest),
    ]),
);

export const manifests: readonly Manifest[] = [...manifestFiles.values()].flat();

/** The one of a kind; of several the one of this name. Throws an `Error` where there is none. */
export const manifest = (kind: string, name = 'roster'): Manifest => {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
};

export const kustomization = parse(readFileSync(join(FOLDER, KUSTOMIZATION), 'utf8')) as {
  readonly namespace: string;
  readonly resources: readonly string[];
  readonly images: readonly { readonly name: string; readonly newTag: string }[];
};

/** As `kubernetes-models` generates it from the API's own description. */
interface Validate {
  (data: unknown): boolean;
  readonly errors:
    | readonly { readonly instancePath: string; readonly keyword: string; readonly params: unknown }[]
    | null;
}

/**
 * The value such that each key taken from it is noted: the schemas of Kubernetes allow any key, so one that is misspelled
 * shows only by nobody having asked for it.
 */
const watched = (value: unknown, path: string, left: Set<string>): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    left.add(`${path}/${key}`);
    return [key, watched(inner, `${path}/${key}`, left)];
  });
  const copy = Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  return new Proxy(copy as object, {
    get(target, key, receiver) {
      left.delete(`${path}/${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
  });
};

const SCHEMA_GROUPS: Readonly<Record<string, string>> = {
  v1: 'CoreV1',
  'apps/v1': 'AppsV1',
  'policy/v1': 'PolicyV1',
  'networking.k8s.io/v1': 'NetworkingV1',
};

/** What is wrong with a manifest by the schema of its kind: broken rules, and keys that the schema does not know. */
export const problemsOf = (one: Manifest): string[] => {
  const name = `IoK8sApi${SCHEMA_GROUPS[one.apiVersion]}${one.kind}`;
  // The package exports its models, which take any key, but not the schemas below them, hence the path.
  const file = join(TOOLS, 'node_modules/kubernetes-models/_schemas', `${name}.js`);
  const { validate } = requireTool<{ validate: Validate }>(file);
  const left = new Set<string>();
  validate(watched(one, '', left));
  const broken = (validate.errors ?? []).map(
    ({ instancePath, keyword, params }) => `${instancePath} breaks ${keyword} ${JSON.stringify(params)}`,
  );
  return [...broken, ...[...left].map((path) => `${path} is unknown`)];
};
