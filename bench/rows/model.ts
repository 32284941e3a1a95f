import { type Line, show } from '../line';
import { needsOf, waitsLonger } from '../model';

const PEOPLE = [100_000, 1_000_000, 10_000_000, 1_000_000_000] as const;

/** One sign-in in a hundred may wait longer than a second. */
const PATIENCE = { seconds: 1, share: 0.01 };

const size = (bytes: number): string =>
  bytes < 1e12 ? `${show(bytes / 1e9, 1)} GB` : `${show(bytes / 1e12, 1)} TB`;

/** The fewest places at which few enough wait long for their hash. */
const placesFor = (signInsPerSecond: number, cores: number): number => {
  const service = cores / signInsPerSecond;
  let places = Math.ceil(cores) || 1;
  while (waitsLonger(signInsPerSecond, service, places, PATIENCE.seconds) > PATIENCE.share) places += 1;
  return places;
};

/** What more and more people need, from what was measured of one. Nothing is measured here. */
export const model = async (): Promise<Line[]> =>
  PEOPLE.map((users) => {
    const needs = needsOf(users);
    const { hashingCores, requestCores, postgresCores, signInsPerSecond } = needs;
    return {
      what: `${users} people`,
      claims: [{ says: 'hashes at once', value: placesFor(signInsPerSecond, hashingCores), unit: '' }],
      beside:
        `${show(needs.readsPerSecond)} reads, ${show(signInsPerSecond, 1)} sign-ins, ${show(needs.transactionsPerSecond)} transactions a second; ` +
        `busy cores: hashes ${show(hashingCores, 1)}, requests ${show(requestCores, 1)}, Postgres ${show(postgresCores, 1)}; ` +
        `directory ${size(needs.directoryBytes)}, usage ${size(needs.usageBytes)}, audit ${size(needs.auditBytesPerYear)} a year`,
    };
  });
