import { Command } from 'commander';
import { createCommand } from './create';
import { listCommand } from './list';
import { resetPasswordCommand } from './reset-password';
import { suspendCommand } from './suspend';
import { unlockCommand } from './unlock';
import { unsuspendCommand } from './unsuspend';

/** `roster users` */
export const usersCommand = (): Command =>
  new Command('users')
    .description('manage users at the machine, without signing in')
    .addCommand(listCommand())
    .addCommand(createCommand())
    .addCommand(suspendCommand())
    .addCommand(unsuspendCommand())
    .addCommand(unlockCommand())
    .addCommand(resetPasswordCommand());
