export const LINE_FEED = 0x0a;

/** How many lines a text has; a row is one, since its values hold no line feed as such. */
export const linesIn = (text: Buffer): number => {
  let lines = 0;
  for (let at = text.indexOf(LINE_FEED); at !== -1; at = text.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
};
