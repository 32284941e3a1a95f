import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** What a lock file says of one place in node_modules. */
interface LockEntry {
  readonly version: string;
  readonly name?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

/** A package that a lock file installs. */
export interface LockedPackage extends LockEntry {
  readonly name: string;
  readonly path: string;
}

const nameAt = (path: string): string => path.replace(/^.*node_modules\//, '');

/** Every package of a lock file, in each place where it is installed. */
export const lockedPackages = (file = 'package-lock.json'): LockedPackage[] => {
  const { packages } = JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, name: entry.name ?? nameAt(path), path }));
};

/** A package as people write it, such as `express@5.3.0`. */
export const spelled = ({ name, version }: Pick<LockedPackage, 'name' | 'version'>): string =>
  `${name}@${version}`;
