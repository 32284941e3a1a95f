import type { Brownout, Lifecycle } from '../src/domain/lifecycle';

/** What somebody says of a spelling's end. What is left out stays as it was said before; null takes it back. */
export interface LifecyclePlan {
  readonly deprecated?: Date | null;
  readonly sunset?: Date | null;
  /** A label of the table; null for none. Left out: the spelling that `defaultSuccessor` finds. */
  readonly successor?: string | null;
  readonly brownouts?: readonly Brownout[];
  /** Names of API tokens. */
  readonly exempt?: readonly string[];
}

/** The key of a plan for all spellings of a binding. */
export const ALL_SPELLINGS = '*';

/** The plans on a row of the table: one for all of its spellings, and over it those of single ones. */
type RowPlans = Readonly<Record<string, LifecyclePlan | undefined>>;

/** The plans that a row has for one of its spellings, in the order in which they are laid over each other. */
export const plansOn = (plans: RowPlans, spelling: string): LifecyclePlan[] =>
  [plans[ALL_SPELLINGS], plans[spelling]].filter((plan) => plan !== undefined);

/** Plans laid over each other, the later over the earlier, field by field. */
export const overlaid = (plans: readonly LifecyclePlan[]): LifecyclePlan => Object.assign({}, ...plans);

/** The lifecycle that a plan makes, without any default; null where it plans no end. */
export const toLifecycle = ({
  deprecated = null,
  sunset = null,
  successor = null,
  brownouts = [],
  exempt = [],
}: LifecyclePlan): Lifecycle | null =>
  deprecated || sunset || brownouts.length > 0
    ? { deprecatedAt: deprecated, sunsetAt: sunset, successor, brownouts, exempt }
    : null;

/** `2026-02-08T04:36:57Z` */
export const moment = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const brownoutFault = (
  { from, until }: Brownout,
  { deprecatedAt, sunsetAt }: Pick<Lifecycle, 'deprecatedAt' | 'sunsetAt'>,
): string | null => {
  const which = `the brownout from ${moment(from)}`;
  if (until <= from) return `${which} ends at ${moment(until)}, before it begins`;
  if (deprecatedAt && from < deprecatedAt)
    return `${which} begins before the deprecation (${moment(deprecatedAt)})`;
  // Whoever is refused is told when to come back: there must be something then.
  return sunsetAt && until >= sunsetAt
    ? `${which} ends at ${moment(until)}, which is not before the sunset (${moment(sunsetAt)})`
    : null;
};

const isNoTime = (date: Date | null): boolean => date !== null && Number.isNaN(date.getTime());

/** What is wrong with a lifecycle by itself, each in words; empty where nothing is. */
export const timeFaults = ({ deprecatedAt, sunsetAt, brownouts }: Lifecycle): string[] => {
  const times = [deprecatedAt, sunsetAt, ...brownouts.flatMap(({ from, until }) => [from, until])];
  if (times.some(isNoTime)) return ['a time that is none'];
  if (!deprecatedAt) return ['a sunset or a brownout without a deprecation'];
  const isEarly = sunsetAt !== null && sunsetAt < deprecatedAt;
  return [
    ...(isEarly
      ? [`the sunset (${moment(sunsetAt)}) is before the deprecation (${moment(deprecatedAt)})`]
      : []),
    ...brownouts.flatMap((brownout) => brownoutFault(brownout, { deprecatedAt, sunsetAt }) ?? []),
  ];
};

const range = ({ from, until }: Brownout): string => `${moment(from)} to ${moment(until)}`;

/** A lifecycle in a line for people. */
export const describeLifecycle = (lifecycle: Lifecycle | null): string => {
  if (!lifecycle) return 'no end planned';
  const { deprecatedAt, sunsetAt, successor, brownouts, exempt } = lifecycle;
  return [
    deprecatedAt && `deprecated ${moment(deprecatedAt)}`,
    brownouts.length > 0 && `brownouts ${brownouts.map(range).join(', ')}`,
    exempt.length > 0 && `which spare ${exempt.join(', ')}`,
    sunsetAt && `gone ${moment(sunsetAt)}`,
    successor === null ? 'no successor' : `use ${successor}`,
  ]
    .filter(Boolean)
    .join(', ');
};
