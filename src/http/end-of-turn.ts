let waiting: (() => void)[] = [];

const sendAll = (): void => {
  const all = waiting;
  waiting = [];
  for (const send of all) send();
};

/**
 * Has answers that are ready in one turn of the loop go out one right after the other: those who wait for them are woken once
 * and not for each. To be given nothing that throws.
 */
export const atEndOfTurn = (send: () => void): void => {
  if (waiting.length === 0) setImmediate(sendAll);
  waiting.push(send);
};
