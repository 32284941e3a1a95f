import type { Remark } from '../../src/domain/translation';
import { parseAddress } from './reading/address';
import { openName } from './reading/placeholder';
import { headerOf, type WrittenRequest } from './reading/request-text';
import { remark } from './remarks';

const INSTEAD = 'put an Authorization header with a Bearer token';

const ofHeader = (value: string | undefined): Remark[] => {
  if (value === undefined || /^bearer\s/i.test(value) || openName(value) !== null) return [];
  const [scheme = ''] = value.split(' ');
  return [remark('authorization', `${scheme} lets nobody in here: ${INSTEAD} in its place`, 'Authorization')];
};

/** What is to be said of credentials that no dialect takes: all take a Bearer token, and nothing else. */
export const credentialNotes = (written: WrittenRequest): Remark[] => [
  ...ofHeader(headerOf(written, 'authorization')),
  ...(headerOf(written, 'cookie') === undefined
    ? []
    : [remark('authorization', `cookies let nobody in here and are left out: ${INSTEAD}`, 'Cookie')]),
  ...(parseAddress(written.url).origin?.includes('@')
    ? [remark('authorization', `a name in the URL lets nobody in here: ${INSTEAD}`, 'URL')]
    : []),
];
