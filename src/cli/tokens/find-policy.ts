import type { TokenPolicy } from '../../domain/token-policy';
import { machineContext } from '../../first-administrator';
import type { Controllers } from '../../operations/contract';
import { CommandError } from '../command-error';

/**
 * The policy that a text names, by its name or its id. Throws a `CommandError` where there is none, and where a text is
 * one policy's name and another's id.
 */
export const findPolicy = async (
  controllers: Pick<Controllers, 'policies.list'>,
  text: string,
): Promise<TokenPolicy> => {
  const all = await controllers['policies.list'](undefined, machineContext('roster tokens create'));
  const found = all.filter(({ id, name }) => name === text || String(id) === text);
  const [policy, other] = found;
  if (policy && other) throw new CommandError(`${text} is the name of one policy and the id of another`);
  if (policy) return policy;
  const known = all.map(({ name }) => name).join(', ') || 'none yet';
  throw new CommandError(`no policy is called ${text}: there are ${known}`);
};
