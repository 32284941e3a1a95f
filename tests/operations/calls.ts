import { AppError, type ErrorDetails } from '../../src/domain/error';
import type { Credential, Principal } from '../../src/domain/principal';
import { refOf, type User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import type { OperationContext } from '../../src/operations/context';
import type { Controllers } from '../../src/operations/contract';
import type { TestServer } from '../support/test-server';

const TOKEN: Credential = { kind: 'token', tokenId: 0, name: null, policy: null };

/** A call by somebody, past authentication: by an API token unless said. */
export const callBy = (user: User, credential: Credential = TOKEN): OperationContext => {
  const { id: userId, ulid, hexId, username, roles, canWrite } = user;
  const principal: Principal = { userId, ulid, hexId, username, roles, canWrite, credential };
  return { principal, origin: machineContext('test').origin };
};

/** A call by nobody. */
export const anonymousCall: OperationContext = { principal: null, origin: machineContext('test').origin };

/** What a call threw on purpose: its code, and of its details those that say what is wrong with fields. */
export const refusalOf = async (
  call: Promise<unknown>,
): Promise<readonly [code: string, details?: Pick<ErrorDetails, 'issues' | 'given'>]> => {
  try {
    await call;
    return ['none'];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { issues, given } = error.details;
    return issues === undefined ? [error.code] : [error.code, { issues, ...(given && { given }) }];
  }
};

/** The controllers of a server, called from within. */
export const controllersOf = (server: TestServer): Controllers => server.wiring.controllers;

export const onUser = (user: { readonly id: number }) => ({ user: refOf(user) });

/** The audit entries of an action, oldest first, with their target and details. */
export const entriesOf = async (server: TestServer, action: string) =>
  (
    await server.database.pool.query(
      'select target_id as target, result, details from audit_entries where action = $1 order by id',
      [action],
    )
  ).rows as { readonly target: string; readonly result: string; readonly details: Record<string, unknown> }[];
