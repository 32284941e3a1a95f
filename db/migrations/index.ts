import type { Knex } from 'knex';
import * as directory from './0001-directory';
import * as access from './0002-access';
import * as signInTries from './0003-sign-in-tries';
import * as passwordLife from './0004-password-life';
import * as oneTimeCodes from './0005-one-time-codes';
import * as appendOnlyAudit from './0006-append-only-audit';
import * as settingToken from './0007-setting-token';
import * as dialectFields from './0008-dialect-fields';
import * as usage from './0009-usage';
import * as idempotencyKeys from './0010-idempotency-keys';
import * as accessChanges from './0011-access-changes';

interface Migration {
  readonly up: (knex: Knex) => Promise<void>;
  readonly down: (knex: Knex) => Promise<void>;
}

/** Every migration in order. Names are recorded in the database: never rename one, never edit one that has shipped. */
export const MIGRATIONS: readonly (readonly [name: string, migration: Migration])[] = [
  ['0001-directory', directory],
  ['0002-access', access],
  ['0003-sign-in-tries', signInTries],
  ['0004-password-life', passwordLife],
  ['0005-one-time-codes', oneTimeCodes],
  ['0006-append-only-audit', appendOnlyAudit],
  ['0007-setting-token', settingToken],
  ['0008-dialect-fields', dialectFields],
  ['0009-usage', usage],
  ['0010-idempotency-keys', idempotencyKeys],
  ['0011-access-changes', accessChanges],
];
