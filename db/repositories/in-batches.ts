/** Rows that one statement forgets at most: more of them at once would hold others up. */
export const BATCH_ROWS = 10_000;

/** Most of them that are forgotten before others have their turn: half a million rows. */
const MOST_BATCHES = 50;

/** Forgets batch by batch until nothing is left or it has been at it for long; answers with how many rows went. */
export const inBatches = async (forgetBatch: () => Promise<number>): Promise<number> => {
  let gone = 0;
  for (let batch = 1; batch <= MOST_BATCHES; batch += 1) {
    const rows = await forgetBatch();
    gone += rows;
    if (rows < BATCH_ROWS) break;
  }
  return gone;
};
