import { Command } from 'commander';
import { type Counterpart, type Explanation, explainText } from '../../routes/translate/explain';
import { say } from './output';
import { plannedTable } from './planned-table';
import { REQUEST_ARGUMENT, readRequestArgument, requestRefusal } from './request-argument';
import { NEEDS_NO_DATABASE, teach } from './teach';

interface Options {
  readonly json?: true;
}

const WIDTH = 12;

const line = (name: string, value: string): string => `${name.padEnd(WIDTH)}${value}`;

const elsewhere = ({ dialect, spelling, operation, body }: Counterpart): string => {
  const said = body == null ? '' : ` ${JSON.stringify(body)}`;
  const other = operation ? ` (${operation})` : '';
  return line(`  ${dialect}`, spelling === null ? 'has no words for it' : `${spelling}${said}${other}`);
};

const format = (one: Explanation): string =>
  [
    `${one.operation}  ${one.summary}`,
    line('dialect', one.dialect),
    line('spelling', `${one.spelling}${one.when ? ` when ${one.when}` : ''}`),
    ...one.aliases.map((alias) => line('alias', alias)),
    line('permission', one.permission),
    line('lifecycle', one.lifecycle),
    'elsewhere',
    ...one.elsewhere.map(elsewhere),
  ].join('\n');

const run = async (argument: string | undefined, { json }: Options): Promise<void> => {
  try {
    const explanations = await explainText(plannedTable(), readRequestArgument(argument));
    await say(json ? JSON.stringify(explanations, null, 2) : explanations.map(format).join('\n\n'));
  } catch (error) {
    throw requestRefusal(error);
  }
};

/** `roster explain` */
export const explainCommand = (): Command =>
  teach(
    new Command('explain')
      .description('tell what a request asks for: operation, permission, aliases, the same in other dialects')
      .argument('[request]', REQUEST_ARGUMENT)
      .option('--json', 'as JSON, for other programs')
      .action(run),
    {
      examples: [
        ['roster explain "GET /api/users/get/2"', 'one request'],
        ['roster explain "POST /users:update"', 'all that the body could make of it'],
      ],
      needs: NEEDS_NO_DATABASE,
    },
  );
