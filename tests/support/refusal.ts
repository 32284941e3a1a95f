import { type RosterOptions, runRoster } from './roster-process';

/**
 * The one line with which `roster ...` ends in exit code 1. Fails where there are more lines, such as a stack, or where a
 * secret (whatever holds "hush") is repeated.
 */
export const refusalOf = async (
  args: readonly string[],
  options: RosterOptions & { readonly input?: string } = {},
): Promise<string> => {
  const { code, stdout, stderr } = await runRoster(args, options);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^roster: [^\n]+\n$/) });
  expect(stdout + stderr).not.toMatch(/hush/i);
  return stderr.trim().replace(/^roster: /, '');
};
