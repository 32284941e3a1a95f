import type { CommonPasswords } from '../domain/password-policy';
import type { CommonPasswordList } from '../domain/ports';
import { toCanonical } from '../domain/text';

const LIST = 'passwords-common';

/** What the list must hold at least to be worth its name (ASVS 5.0, 6.2.4). */
const MIN_ENTRIES = 3000;

/** Some fifty thousand passwords in the order of how often they were found in leaks. Throws an `Error` without them. */
const fromPackage = async (): Promise<readonly string[]> => {
  // By path: the package's CommonJS entry fails on the default export of its decompressor, its ES modules do not.
  const { dictionary } = await import('@zxcvbn-ts/language-common/dist/index.mjs');
  const list = dictionary[LIST] ?? [];
  if (list.length < MIN_ENTRIES) throw new Error('the list of common passwords is not what it was');
  return list;
};

/**
 * The list of common passwords: read at the first call and kept, since it takes some megabytes that the contract profile
 * never needs. A failure is not kept: the next call tries again, and until then no password passes unchecked.
 */
export const createCommonPasswords = (
  read: () => Promise<readonly string[]> = fromPackage,
): CommonPasswordList => {
  let loading: Promise<CommonPasswords> | null = null;
  return {
    load() {
      loading ??= read()
        .then((list) => new Set(list.map(toCanonical)))
        .catch((error: unknown) => {
          loading = null;
          throw error;
        });
      return loading;
    },
  };
};
