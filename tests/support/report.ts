/** Prints what a test counted, on one line of its own: a figure that nobody sees proves nothing. */
export const report = (line: string): void => {
  process.stdout.write(`    ${line}\n`);
};
