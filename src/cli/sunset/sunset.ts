import { Command } from 'commander';
import { checkCommand } from './check';
import { listLifecyclesCommand } from './list';

/** `roster sunset` */
export const sunsetCommand = (): Command =>
  new Command('sunset')
    .description('see which spellings are on their way out, and who still calls them')
    .addCommand(listLifecyclesCommand())
    .addCommand(checkCommand());
