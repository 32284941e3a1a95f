import type { Config } from './config';
import type { RunningServer } from './server';

const curlLines = (address: string, token: string): string[] => [
  `curl -s ${address}/api/users -H "Authorization: Bearer ${token}"`,
  `curl -s ${address}/api/users/get/1 -H "Authorization: Bearer ${token}"`,
  `curl -s -X POST ${address}/api/users/create -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '{"username":"jane","email":"jane@example.com","password":"correct horse"}'`,
];

const administratorLines = ({ made }: RunningServer): string[] => {
  if (!made) return [];
  const lines = ['', `Administrator  ${made.username}`];
  if (made.password !== null) lines.push(`Password       ${made.password}`);
  if (made.token !== null) lines.push(`API token      ${made.token}`);
  if (made.password !== null || made.token !== null)
    lines.push('               Shown this once: keep them now.');
  return lines;
};

/** What the person who started the server needs to know. Secrets are in it only at the start that made them. */
export const announcement = (server: RunningServer, config: Pick<Config, 'admin'>): string => {
  const token = server.made?.token ?? '$ADMIN_TOKEN';
  const hint =
    server.made?.token || config.admin.token !== null
      ? []
      : ['(ADMIN_TOKEN: an API token of an administrator, such as the one shown at the first start)'];
  return [
    '',
    `Roster is ready at ${server.address}`,
    ...administratorLines(server),
    '',
    'Try it:',
    ...curlLines(server.address, token).map((line) => `  ${line}`),
    ...hint.map((line) => `  ${line}`),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
};

/**
 * Prints the announcement to standard error: standard output is the log, one JSON line each, which people keep in
 * files, and no secret may ever stand there.
 */
export const announce = (server: RunningServer, config: Pick<Config, 'admin'>): void => {
  process.stderr.write(`${announcement(server, config)}\n`);
};
