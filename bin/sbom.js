// Prints the bill of materials of what runs in production: CycloneDX 1.5, made from the lock file alone, so the same lock
// gives the same bytes on every machine. `npm sbom --omit dev` leaves out packages that development needs as well.
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join, posix } = require('node:path');

const root = join(__dirname, '..');

const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

const nameOf = (path, { name }) =>
  name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const licensesOf = ({ license }) => {
  if (!license) return [];
  return /[ ()]/.test(license) ? [{ expression: license }] : [{ license: { id: license } }];
};

const hashesOf = ({ integrity = '' }) =>
  integrity
    .split(' ')
    .filter((hash) => hash.startsWith('sha512-'))
    .map((hash) => ({ alg: 'SHA-512', content: Buffer.from(hash.slice(7), 'base64').toString('hex') }));

const componentOf = (path, entry) => {
  const name = nameOf(path, entry);
  const purl = purlOf(name, entry.version);
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version: entry.version,
    scope: entry.optional ? 'optional' : 'required',
    hashes: hashesOf(entry),
    licenses: licensesOf(entry),
    purl,
  };
};

/** Where Node would find a dependency of the package at this path; undefined where it is not installed. */
const foundFrom = (packages, path, name) => {
  for (let from = path; ; from = posix.dirname(from)) {
    const at = posix.join(from === '.' ? '' : from, 'node_modules', name);
    if (packages[at]) return at;
    if (from === '.' || from === '') return undefined;
  }
};

const dependsOn = (packages, path) => {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[path];
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  const found = names.map((name) => foundFrom(packages, path, name)).filter(Boolean);
  return found
    .filter((at) => !packages[at].dev)
    .map((at) => purlOf(nameOf(at, packages[at]), packages[at].version));
};

/** One of each key, in order; of packages that are installed in several places the first stands for all. */
const byRef = (items, key) =>
  [...new Map(items.map((item) => [item[key], item])).values()].sort(compareBy(key));

const compareBy = (key) => (one, other) => (one[key] < other[key] ? -1 : 1);

/** A name for these bytes in the form of a UUID (version 8, RFC 9562). */
const uuidOf = (text) => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const billOf = ({ name, version, packages }, text) => {
  const paths = Object.keys(packages).filter((path) => path !== '' && !packages[path].dev);
  const purl = purlOf(name, version);
  const edges = ['', ...paths].map((path) => ({
    ref: path === '' ? purl : purlOf(nameOf(path, packages[path]), packages[path].version),
    dependsOn: [...new Set(dependsOn(packages, path))].sort(),
  }));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuidOf(text)}`,
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': purl, name, version, purl } },
    components: byRef(
      paths.map((path) => componentOf(path, packages[path])),
      'bom-ref',
    ),
    dependencies: byRef(edges, 'ref'),
  };
};

const lock = read('package-lock.json');
const bill = `${JSON.stringify(billOf(lock, JSON.stringify(lock)), null, 2)}\n`;
const [flag, file] = process.argv.slice(2);
if (flag === undefined) process.stdout.write(bill);
else if (flag === '--write' && file) writeFileSync(file, bill);
else {
  console.error('usage: node bin/sbom.js [--write FILE]');
  process.exitCode = 2;
}
