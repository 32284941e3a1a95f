/** What is wrong with a new password that was typed twice; null when nothing is. The server judges the rest. */
export const repeatProblem = (first: string, second: string): string | null =>
  first === second ? null : 'The two passwords differ';
