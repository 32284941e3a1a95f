import { type Day, parseDay } from '../../../src/domain/day';
import { STEP_SECONDS } from '../../../src/domain/traffic';
import { USAGE_DIMENSIONS, type UsageDimension, type UsageFilter } from '../../../src/domain/usage';
import type { ListUsageInput, Operations } from '../../../src/operations/contract';
import { type QueryTable, queryChoice, queryInteger, queryText, queryTime, refuse } from '../../codec/query';
import type { WireRequest } from '../../wire';

const ID = { min: 1, max: Number.MAX_SAFE_INTEGER } as const;
const ROWS = { min: 1, max: 1000 } as const;
const DEFAULT_ROWS = 100;
const DEFAULT_STEP_SECONDS = 300;
const ALIASES = { only: 'only' } as const;

const TEXT = { type: 'string' } as const;
const DAY = { type: 'string', format: 'date' } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const DIMENSION = `(${USAGE_DIMENSIONS.join('|')})`;

/** What the ledger is asked: what rows are told apart by, and which calls they are of. */
export const USAGE_QUERY: QueryTable = [
  {
    name: 'by',
    schema: { type: 'string', pattern: `^${DIMENSION}(,${DIMENSION})*$` },
    says: `What rows are told apart by: ${USAGE_DIMENSIONS.join(', ')}, one or several with commas; binding unless said`,
    to: 'by',
    write: (value) => (Array.isArray(value) ? value.join(',') : undefined),
  },
  { name: 'dialect', schema: TEXT, says: 'Calls in this dialect', to: 'filter.dialect' },
  { name: 'operation', schema: TEXT, says: 'Calls of this operation', to: 'filter.operation' },
  {
    name: 'binding',
    schema: TEXT,
    says: 'Calls of this spelling, such as GET /api/users/get/{id}',
    to: 'filter.binding',
  },
  {
    name: 'token_id',
    schema: { type: 'integer', minimum: ID.min },
    says: 'Calls with this API token',
    to: 'filter.tokenId',
  },
  {
    name: 'user_id',
    schema: { type: 'integer', minimum: ID.min },
    says: "Calls of this user's sessions and API tokens",
    to: 'filter.userId',
  },
  {
    name: 'aliases',
    schema: { type: 'string', enum: Object.keys(ALIASES) },
    says: 'Calls of spellings alone that are not the canonical one',
    to: 'aliases',
  },
  { name: 'since', schema: DAY, says: 'On this UTC day or later; 30 days unless said', to: 'since' },
  { name: 'until', schema: DAY, says: 'On this UTC day or earlier; today unless said', to: 'until' },
  {
    name: 'limit',
    schema: { type: 'integer', minimum: ROWS.min, maximum: ROWS.max },
    says: `Rows at most; ${DEFAULT_ROWS} unless said`,
    to: 'limit',
  },
];

/** What the traffic is asked. */
export const TRAFFIC_QUERY: QueryTable = [
  { name: 'since', schema: TIME, says: 'At this time or later; 24 hours unless said', to: 'since' },
  { name: 'until', schema: TIME, says: 'Before this time; now unless said', to: 'until' },
  {
    name: 'step',
    schema: { type: 'integer', minimum: STEP_SECONDS.min, maximum: STEP_SECONDS.max },
    says: `Seconds that a row is of; ${DEFAULT_STEP_SECONDS} unless said`,
    to: 'stepSeconds',
  },
];

const isDimension = (word: string): word is UsageDimension =>
  (USAGE_DIMENSIONS as readonly string[]).includes(word);

const queryDimensions = (request: WireRequest): readonly UsageDimension[] => {
  const words = queryText(request, 'by')?.split(',') ?? ['binding'];
  return words.every(isDimension)
    ? USAGE_DIMENSIONS.filter((dimension) => words.includes(dimension))
    : refuse({ field: 'by', rule: 'one_of', expected: USAGE_DIMENSIONS });
};

const queryDay = (request: WireRequest, name: string): Day | undefined => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  return parseDay(text) ?? refuse({ field: name, rule: 'type', expected: 'day' });
};

const given = <T extends object>(asked: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const queryFilter = (request: WireRequest): UsageFilter =>
  given({
    dialect: queryText(request, 'dialect'),
    operation: queryText(request, 'operation'),
    binding: queryText(request, 'binding'),
    tokenId: queryInteger(request, 'token_id', ID),
    userId: queryInteger(request, 'user_id', ID),
  });

/** A question to the ledger. Throws `invalid_fields`. */
export const decodeUsage = (request: WireRequest): ListUsageInput => ({
  by: queryDimensions(request),
  filter: queryFilter(request),
  ...given({
    aliases: queryChoice(request, 'aliases', ALIASES),
    since: queryDay(request, 'since'),
    until: queryDay(request, 'until'),
  }),
  limit: queryInteger(request, 'limit', ROWS) ?? DEFAULT_ROWS,
});

/** A question about the traffic. Throws `invalid_fields`. */
export const decodeTraffic = (request: WireRequest): Operations['usage.traffic']['input'] => ({
  ...given({ since: queryTime(request, 'since'), until: queryTime(request, 'until') }),
  stepSeconds: queryInteger(request, 'step', STEP_SECONDS) ?? DEFAULT_STEP_SECONDS,
});
