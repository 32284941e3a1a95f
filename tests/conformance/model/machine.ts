import { AppError } from '../../../src/domain/error';
import type { UserChanges, UserRef } from '../../../src/domain/user';
import { machineContext } from '../../../src/first-administrator';
import type { Controllers, OperationId } from '../../../src/operations/contract';
import { NOBODY } from '../support/scene';
import { placeOf } from './choosing';
import type { Step } from './steps';
import type { World } from './world';

const CONTEXT = machineContext('model');

/** The input of an operation as the machine gives it; null for what it is not asked. */
const inputOf = ({ operation, values }: Step, user: UserRef): unknown => {
  const { reason = null, until = null, roles } = values;
  const inputs: Partial<Record<OperationId, unknown>> = {
    'users.create': { fields: values },
    'users.update': { user, changes: values as UserChanges },
    'users.suspend': { user, reason, until },
    'users.setRoles': { user, roles },
    'users.list': null,
  };
  return operation in inputs ? inputs[operation] : { user };
};

/** Has the machine do it, which nobody outranks; the code of what it throws. */
export const byMachine = async (world: World, step: Step): Promise<string | null> => {
  const input = inputOf(step, { kind: 'ulid', value: (world.ids[placeOf(world, step)] ?? NOBODY).ulid });
  if (input === null) return null;
  try {
    const controller = world.server.wiring.controllers[step.operation] as Controllers['users.get'];
    await controller(input as { user: UserRef }, CONTEXT);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};
