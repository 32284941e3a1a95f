import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { compared, type Line } from '../line';
import { measureInTurns, type Subject } from '../measure';
import { getsOf, REST } from '../requests';
import { ROOT } from '../roster';
import { handMadeToken, signIn, startBaseline, startOther, startRoster } from '../stage';
import { NotMeasured } from './row';

const HOME = join(ROOT, 'bench', 'peers');

/** A script in `bench/peers`, and the packages whose versions say what it is. */
interface Peer {
  readonly script: string;
  readonly packages: readonly string[];
}

const PEERS: readonly Peer[] = [
  { script: 'fastify.js', packages: ['fastify'] },
  { script: 'nest.js', packages: ['@nestjs/core', 'typeorm'] },
  { script: 'better-auth.js', packages: ['better-auth'] },
];

const packageFile = (name: string): string => join(HOME, 'node_modules', name, 'package.json');

const nameOf = ({ packages }: Peer): string =>
  packages
    .map((name) => {
      const { version } = JSON.parse(readFileSync(packageFile(name), 'utf8')) as { version: string };
      return `${name.replace(/^@nestjs\/core$/, 'nest')} ${version}`;
    })
    .join(' + ');

/** What a peer says of itself where it is asked in another way. */
interface Facts {
  readonly token?: string;
  readonly path?: string;
}

const startPeer = async (bench: Bench, peer: Peer, fallback: Subject): Promise<Subject> => {
  const child = await startOther(bench, fallback.directory, join(HOME, peer.script));
  const { token, path }: Facts = child.facts ? (JSON.parse(child.facts) as Facts) : {};
  const requests = path ? getsOf({ one: (id) => path + id }, fallback.directory.users) : fallback.requests;
  return { ...fallback, name: nameOf(peer), child, token: token ?? fallback.token, requests };
};

/** Other servers that answer with one user by id. Throws `NotMeasured` where they are not installed. */
export const peers = async (bench: Bench): Promise<Line[]> => {
  if (!PEERS.every(({ packages }) => packages.every((name) => existsSync(packageFile(name)))))
    throw new NotMeasured('the peers are not installed: npm ci --prefix bench/peers');
  const directory = await bench.directoryOf(bench.plan.users);
  const baseline: Subject = {
    name: 'baseline',
    child: await startBaseline(bench, directory),
    directory,
    requests: getsOf(REST, directory.users),
    token: handMadeToken(),
  };
  const roster = await startRoster(bench, directory);
  const subjects: Subject[] = [
    { ...baseline, name: 'roster, rest', child: roster, token: await signIn(roster) },
  ];
  for (const peer of PEERS) subjects.push(await startPeer(bench, peer, baseline));
  const [ofBaseline, ...figures] = await measureInTurns(bench, [baseline, ...subjects] as const, 32);
  return figures.map((figure, place) => compared(subjects[place]?.name ?? '', figure, ofBaseline));
};
