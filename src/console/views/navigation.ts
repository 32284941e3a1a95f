import type { IconName } from '../ui/icons';

/** The places of the console, in the order in which they are shown. */
export const PLACES: readonly { readonly path: string; readonly name: string; readonly icon: IconName }[] = [
  { path: '/users', name: 'Users', icon: 'users' },
  { path: '/tokens', name: 'Tokens', icon: 'tokens' },
  { path: '/policies', name: 'Policies', icon: 'policies' },
  { path: '/aliases', name: 'Aliases', icon: 'aliases' },
  { path: '/traffic', name: 'Traffic', icon: 'traffic' },
  { path: '/audit', name: 'Audit trail', icon: 'audit' },
  { path: '/health', name: 'Health', icon: 'health' },
];
