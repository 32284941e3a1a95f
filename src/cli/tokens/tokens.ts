import { Command } from 'commander';
import { createTokenCommand } from './create';
import { listTokensCommand } from './list';
import { revokeTokenCommand } from './revoke';

/** `roster tokens` */
export const tokensCommand = (): Command =>
  new Command('tokens')
    .description('manage API tokens at the machine, without signing in')
    .addCommand(listTokensCommand())
    .addCommand(createTokenCommand())
    .addCommand(revokeTokenCommand());
