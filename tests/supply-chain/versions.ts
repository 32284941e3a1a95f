/** The three numbers of a version. Throws for what has none. */
const numbersOf = (version: string): readonly [number, number, number] => {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  if (patch === undefined) throw new Error(`${version} is no version`);
  return [Number(major), Number(minor), Number(patch)];
};

/** Whether a version is lower than another. One before a release is lower than the release. */
const isLower = (one: string, other: string): boolean => {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? one.includes('-') && !other.includes('-') : (left[at] ?? 0) < (right[at] ?? 0);
};

const lineOf = (version: string): number => numbersOf(version)[0];

/**
 * Whether a version is good, given the lowest good one of each line of major versions. Of several in one line the lowest
 * counts; a line that is not named is measured by the one below it.
 */
export const isGood = (version: string, good: readonly string[]): boolean => {
  const lines = good.filter((floor) => lineOf(floor) <= lineOf(version));
  const line = Math.max(...lines.map(lineOf));
  const [floor] = lines.filter((one) => lineOf(one) === line);
  return floor !== undefined && !isLower(version, floor);
};
