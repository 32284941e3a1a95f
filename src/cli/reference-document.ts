import type { Command } from 'commander';

/** So wide are lines in the document, whatever terminal it is made in. */
const WIDTH = 110;

const INTRODUCTION = `# The command line

Made from the commands themselves by \`npm run cli:write\`; a test fails when it is stale. Each section is what
\`roster <command> --help\` prints.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | refused or failed; the reason is one line on standard error |
| 2 | wrong usage: a command, option or argument that is not understood |
| 3 | done, but not all of it: \`roster translate\`, where the other dialect cannot say something |

Results go to standard output, everything else to standard error, so that a result can be piped. \`--json\` is for
programs: one JSON value on standard output.`;

/** The command as it is typed: `roster users list`. */
export const fullName = (command: Command): string =>
  command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();

/** The help as `--help` prints it, with what was added to its end. */
const helpOf = (command: Command): string => {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text), getOutHelpWidth: () => WIDTH });
  command.outputHelp();
  return written.join('').trim();
};

const visibleCommands = (command: Command): readonly Command[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help');

const isGroup = (command: Command): boolean => command.commands.length > 0;

/** The commands that do something, groups left out. */
export const leavesOf = (command: Command): readonly Command[] =>
  isGroup(command) ? visibleCommands(command).flatMap(leavesOf) : [command];

const row = (command: Command): string => `| \`${fullName(command)}\` | ${command.description()} |`;

const section = (command: Command): string =>
  `## ${fullName(command)}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``;

/** `docs/cli.md`: every command with its help. It is the last use of the program: help is no longer printed after it. */
export const referenceDocument = (program: Command): string => {
  const leaves = leavesOf(program);
  const overview = ['| command | what |', '| --- | --- |', ...leaves.map(row)].join('\n');
  return `${[INTRODUCTION, overview, section(program), ...leaves.map(section)].join('\n\n')}\n`;
};
