import type { Target } from '../../locator';

/** What the environment is to hold, and nothing else. */
export const INPUTS = ['baseUrl', 'username', 'password', 'token'] as const;

/** What requests leave for those after them, as variables of the collection. */
export const KEPT = [
  'session',
  'myId',
  'runPolicyId',
  'runTokenId',
  'runToken',
  'memberId',
  'memberUsername',
  'memberEmail',
  'memberPassword',
  'memberToken',
  'memberRefreshToken',
  'sessionId',
  'tokenId',
  'policyId',
  'waitUntil',
] as const;
export type Kept = (typeof KEPT)[number];

/** What answers hold that later requests need, by its key; of a list, the first row's. */
export type Keeps = Readonly<Record<string, Kept>>;

/** Where the id of what a request is aimed at is kept. A member is a user that the run makes for itself. */
export const ID_OF: Readonly<Record<Target, Kept>> = {
  user: 'memberId',
  token: 'tokenId',
  policy: 'policyId',
  session: 'sessionId',
};

/** A variable as it stands in a request. */
export const filledIn = (name: string): string => `{{${name}}}`;
