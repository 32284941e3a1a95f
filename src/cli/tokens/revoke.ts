import { Command, InvalidArgumentError } from 'commander';
import { parseUserRef } from '../../../routes/locator';
import type { TokenRef } from '../../domain/api-token';
import { machineContext } from '../../first-administrator';
import { say } from '../output';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';
import { calledToken } from './called-token';

const toTokenRef = (text: string): TokenRef => {
  const ref = parseUserRef(text, 'integer') ?? parseUserRef(text, 'ulid');
  if (ref && ref.kind !== 'hex') return { kind: ref.kind, value: ref.value };
  throw new InvalidArgumentError('Give the id of an API token: `roster tokens list` shows them.');
};

const run = (token: TokenRef): Promise<void> =>
  withOperations(async ({ controllers }) => {
    const context = machineContext('roster tokens revoke');
    const found = await controllers['tokens.get']({ token }, context);
    if (found.status === 'revoked')
      return say(`${calledToken(found)} is revoked already: nothing is changed.`);
    const revoked = await controllers['tokens.revoke']({ token }, context);
    return say(`${calledToken(revoked)} is revoked for good: it is refused from the next request on.`);
  });

/** `roster tokens revoke` */
export const revokeTokenCommand = (): Command =>
  teach(
    new Command('revoke')
      .description('end an API token for good')
      .argument('<id>', 'its id, a number or a ULID', toTokenRef)
      .action(run),
    { examples: [['roster tokens revoke 7', 'nobody comes in with it any more']], needs: NEEDS_DIRECTORY },
  );
