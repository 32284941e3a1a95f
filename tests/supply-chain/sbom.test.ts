import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { lockedPackages } from './lock';

const PROGRAM = resolve(__dirname, '../../bin/sbom.js');

interface Component {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly version: number;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const print = (): string => execFileSync(process.execPath, [PROGRAM], { encoding: 'utf8' });

const text = print();
const bill = JSON.parse(text) as Bill;

test('is CycloneDX, of this service', () => {
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'roster', purl: 'pkg:npm/roster@0.1.0' } },
  });
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('is the same bytes each time', () => {
  expect(print()).toBe(text);
});

test('lists every package of production once, and no other', () => {
  const wanted = lockedPackages().filter(({ dev }) => !dev);
  const spelled = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;
  expect(bill.components.map(spelled).toSorted()).toEqual([...new Set(wanted.map(spelled))].toSorted());
});

test('says of each by what it is known, and the digest of what was locked', () => {
  for (const { name, version, purl, hashes, ...component } of bill.components) {
    expect(component).toMatchObject({ type: 'library', 'bom-ref': purl });
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
  }
});

test('every package is reached from the service, and every edge leads to one that is listed', () => {
  const edges = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set<string>();
  const left = [bill.metadata.component.purl];
  for (let ref = left.pop(); ref !== undefined; ref = left.pop()) {
    if (reached.has(ref)) continue;
    reached.add(ref);
    left.push(...(edges.get(ref) ?? []));
  }
  const listed = [bill.metadata.component.purl, ...bill.components.map(({ purl }) => purl)];
  expect([...reached].toSorted()).toEqual(listed.toSorted());
});
