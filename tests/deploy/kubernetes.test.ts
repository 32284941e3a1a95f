import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/config';
import { SETTING_NAMES } from '../../src/settings/settings';
import { useApi } from '../http/api';
import { hasTool } from '../support/tools';
import { kustomization, type Manifest, manifest, manifestFiles, manifests, problemsOf } from './manifests';
import { DEPLOY } from './signal-files';

const api = useApi();

const pod = (() => {
  const { template } = manifest('Deployment').spec ?? {};
  if (!template) throw new Error('the Deployment has no template');
  return template;
})();
const [container] = pod.spec.containers;
const settings = manifest('ConfigMap').data ?? {};
const secrets = manifest('Secret').stringData ?? {};

/** The Prometheus operator's kinds are none of Kubernetes' own. */
const isOwn = ({ apiVersion }: Manifest): boolean => !apiVersion.startsWith('monitoring.coreos.com/');

(hasTool('kubernetes-models') ? describe : describe.skip)('the schemas of Kubernetes', () => {
  test.each(manifests.filter(isOwn).map((one) => [one.kind, one.metadata.name, one]))(
    'accept %s %s',
    (_kind, _name, one) => {
      expect(problemsOf(one)).toEqual([]);
    },
  );

  test.each([
    ['a misspelled key', { replica: 2 }, '/spec/replica is unknown'],
    ['a wrong type', { replicas: 'two' }, '/spec/replicas breaks type {"type":"integer"}'],
  ])('refuse %s', (_what, slip, problem) => {
    const deployment = manifest('Deployment');
    const slipped = { ...deployment, spec: { ...deployment.spec, ...slip } } as unknown as Manifest;
    expect(problemsOf(slipped)).toContain(problem);
  });
});

test('the kustomization names every file but the example and what needs an operator', () => {
  const left = [...manifestFiles.keys()].filter((file) => !kustomization.resources.includes(file));
  expect(left.toSorted()).toEqual(['secret.example.yaml', 'service-monitor.yaml']);
  expect(kustomization.resources.filter((file) => !manifestFiles.has(file))).toEqual([]);
  expect(kustomization.namespace).toBe(manifest('Namespace').metadata.name);
  expect(manifest('Secret').metadata.namespace).toBe(kustomization.namespace);
  const { version } = JSON.parse(readFileSync(join(DEPLOY, '../package.json'), 'utf8')) as {
    version: string;
  };
  expect(kustomization.images).toMatchObject([{ name: container.image, newTag: version }]);
});

test('every setting exists, none stands in two places, and together they are a server’s', () => {
  const names = [...Object.keys(settings), ...Object.keys(secrets)];
  expect(names.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(container.envFrom).toEqual([
    { configMapRef: { name: 'roster' } },
    { secretRef: { name: 'roster' } },
  ]);
  expect(() => parseConfig({ ...settings, ...secrets })).toThrow('JWT_SECRET looks like a sample value');
  const withSecret = { ...secrets, JWT_SECRET: 'Vb4kq0Hn1w8Zc5ty7Lm2Rf9XpQd3Gs6JuEaTiNoW' };
  expect(() => parseConfig({ ...settings, ...withSecret })).toThrow(
    'ADMIN_PASSWORD looks like a sample value',
  );
  const filledIn = { ...withSecret, ADMIN_PASSWORD: 'violin-harbour-sixty' };
  expect(parseConfig({ ...settings, ...filledIn })).toMatchObject({ isProduction: true, host: '0.0.0.0' });
});

test('a stop has the time that it takes', () => {
  expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(settings['STOP_DELAY']) + 20);
  // By then a pod that stops is out of every list by its own word as well.
  const { periodSeconds, failureThreshold } = container.readinessProbe;
  expect(Number(settings['STOP_DELAY'])).toBeGreaterThan(periodSeconds * failureThreshold);
});

test('a rollout takes no pod away before another is ready, nor does a drained node', () => {
  expect(manifest('Deployment').spec).toMatchObject({
    replicas: 2,
    strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  expect(manifest('PodDisruptionBudget').spec?.maxUnavailable).toBe(1);
});

test('ports are those of the settings, and whoever names one finds it', () => {
  const config = parseConfig({ ...settings, NODE_ENV: '' });
  expect(container.ports).toEqual([
    { name: 'http', containerPort: config.port },
    { name: 'metrics', containerPort: config.metrics.bind?.port },
  ]);
  const known = container.ports.map(({ name }) => name);
  const services = manifests
    .filter(({ kind }) => kind === 'Service')
    .flatMap(({ spec }) => spec?.ports ?? []);
  const probes = [container.startupProbe, container.readinessProbe, container.livenessProbe];
  const named = [
    ...services.map(({ targetPort }) => targetPort),
    ...probes.map(({ httpGet }) => httpGet.port),
    ...(manifest('NetworkPolicy').spec?.ingress ?? []).flatMap(({ ports }) => ports.map(({ port }) => port)),
    ...(manifest('ServiceMonitor').spec?.endpoints ?? []).map(({ port }) => port),
  ];
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('every selector finds the pods', () => {
  const selectors = manifests.flatMap(({ kind, spec }) => {
    if (kind === 'Service') return [spec?.selector];
    return ['Deployment', 'PodDisruptionBudget'].includes(kind) ? [spec?.selector?.matchLabels] : [];
  });
  expect(selectors).toEqual(selectors.map(() => pod.metadata.labels));
  expect(manifest('NetworkPolicy').spec?.podSelector?.matchLabels).toEqual(pod.metadata.labels);
  const { labels } = manifest('Service', 'roster-metrics').metadata;
  expect(labels).toMatchObject(manifest('ServiceMonitor').spec?.selector?.matchLabels ?? {});
});

test.each(['startupProbe', 'readinessProbe', 'livenessProbe'] as const)(
  '%s: its path answers',
  async (probe) => {
    const { path } = container[probe].httpGet;
    expect(await api.server.ask(`GET ${path}`)).toMatchObject({ status: 200, text: 'ok' });
  },
);

test('a pod that only lost its database is not restarted', () => {
  expect(container.livenessProbe.httpGet.path).toBe('/livez');
  expect(container.readinessProbe.httpGet.path).toBe('/readyz');
});

test('the pod has no privileges, as the image has none', () => {
  const [, user] = /^USER (\d+):/m.exec(readFileSync(join(DEPLOY, '../Dockerfile'), 'utf8')) ?? [];
  expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: Number(user) });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});
