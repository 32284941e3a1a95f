import type { OperationId } from '../../../src/operations/contract';
import type { Route } from '../../route';
import type { Folder, RequestItem } from './collection-format';
import { type ItemOptions, itemOf } from './item';
import { type RouteBook, routeBook } from './route-book';
import { FORGETTING, goingOnWhen } from './run-scripts';
import { keeping, skippingWhen } from './scripts';
import { asNumber } from './values';
import { filledIn, ID_OF } from './variables';

const RUN_IDS = { ...ID_OF, token: 'runTokenId', policy: 'runPolicyId' } as const;
const RUN_NAME = `postman run ${filledIn('unique')}`;

type Entry = readonly [
  operation: OperationId,
  options: ItemOptions & {
    readonly name: string;
    /** Where the run goes on when this fails: all else would fail as well. Null: it ends. */
    readonly otherwise?: string | null;
  },
];

const DELETE_POLICY = "Delete the run's policy";
const SIGN_OUT = 'Sign out (end of the run)';

/** Before everything else: who runs it, and a token of its own without limits, so that a run spends nobody's budget. */
const BEGIN: readonly Entry[] = [
  [
    'auth.signIn',
    {
      name: 'Sign in (where the environment has no token)',
      values: { username: '{{username}}', password: '{{password}}' },
      keeps: { access_token: 'session' },
      before: [FORGETTING, skippingWhen('pm.environment.get("token")')],
      otherwise: null,
    },
  ],
  ['auth.me', { name: 'Who am I?', keeps: { id: 'myId' }, otherwise: SIGN_OUT }],
  [
    'policies.create',
    {
      name: 'Create a policy without limits for this run',
      values: { name: RUN_NAME, ratePerMinute: null, requestsPerDay: null },
      keeps: { id: 'runPolicyId' },
      otherwise: SIGN_OUT,
    },
  ],
  [
    'tokens.create',
    {
      name: 'Create a token for this run',
      values: { userId: asNumber('myId'), name: RUN_NAME, policyId: asNumber('runPolicyId') },
      keeps: { id: 'runTokenId', token: 'runToken' },
      otherwise: DELETE_POLICY,
    },
  ],
];

/** After everything else. */
const END: readonly Entry[] = [
  ['tokens.delete', { name: "Delete the run's token", after: [keeping('runToken', '""')] }],
  ['policies.delete', { name: DELETE_POLICY }],
  [
    'auth.signOut',
    {
      name: SIGN_OUT,
      before: [skippingWhen('!pm.collectionVariables.get("session")')],
      after: [FORGETTING],
    },
  ],
];

const NEEDED = [...BEGIN, ...END].map(([operation]) => operation);

const itemsOf = (entries: readonly Entry[], book: RouteBook): RequestItem[] =>
  entries.flatMap(([operation, { otherwise, after = [], ...options }]) => {
    const route = book.canonical(operation);
    if (!route) return [];
    return itemOf({ route, role: 'for others', isPlayable: true }, book.around(route), {
      isRunners: true,
      ids: RUN_IDS,
      ...options,
      after: [...after, ...(otherwise === undefined ? [] : [goingOnWhen(route.binding.status, otherwise)])],
    });
  });

/** What every run of a collection begins and ends with, in the words of whichever dialect administers Roster itself. */
export interface Frame {
  readonly begin: readonly Folder[];
  readonly end: readonly Folder[];
}

const NONE: Frame = { begin: [], end: [] };

/** The frame that a table has words for; none where it has not all of them: then a token must be given. */
export const frameOf = (routes: readonly Route[]): Frame => {
  const administrator = routes.find(({ dialect }) => dialect.administration)?.dialect;
  const book = routeBook(routes.filter(({ dialect }) => dialect === administrator));
  if (!NEEDED.every((operation) => book.canonical(operation))) return NONE;
  return {
    begin: [
      {
        name: 'Begin',
        description:
          'Who runs the collection: `token` of the environment, or else `username` and `password`. The run makes itself a token without limits.',
        item: itemsOf(BEGIN, book),
      },
    ],
    end: [
      {
        name: 'End',
        description: 'Takes away what "Begin" has made.',
        item: itemsOf(END, book),
      },
    ],
  };
};
