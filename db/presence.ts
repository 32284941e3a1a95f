import type pg from 'pg';
import { MAKE_WAY, tell } from './access-changes';

/** Everybody who changes the directory holds it shared; who holds it alone besides knows of no other. */
export const PRESENCE_LOCK = 7_326_010;

/** Milliseconds: how long one try to be let in may take, and how long nobody claims to be alone after somebody asked to be. */
const TRY_MS = 1_000;
const TRIES = 3;
export const HOLD_OFF_MS = 5_000;

/** A place among those who change the directory, on a connection of its own. */
export interface Presence {
  /**
   * Tries to be the only one; whoever comes asks for it back. Of a place that was taken anew it takes two calls, the second
   * of which finds that meanwhile nobody has come back who was away as well.
   */
  claimAlone(): Promise<boolean>;
  /** Somebody comes: lets it in at once, and claims nothing for a while. */
  makeWay(): void;
}

/** Asks those who are there to make way, some times over; answers whether there was a place at last. */
const letIn = async (client: pg.Client, tries: number): Promise<boolean> => {
  await client.query(`set lock_timeout = ${TRY_MS}`);
  for (let left = tries; left > 0; left -= 1) {
    await tell(client, MAKE_WAY);
    try {
      await client.query(`select pg_advisory_lock_shared(${PRESENCE_LOCK})`);
      return true;
    } catch (error) {
      // One that does not answer remembers nothing for longer than that.
      if ((error as { code?: string }).code !== '55P03') throw error;
    }
  }
  return false;
};

/**
 * Takes a place: from then on nobody else thinks of itself as the only one. Who has come in vain does without after some
 * seconds, and asks again at each claim: the other one is gone, or is about to hear nothing any more. `isReturning`
 * says that it had one before and lost it, as others may have at the same time.
 */
export const takePlace = async (
  client: pg.Client,
  onAlone: (isAlone: boolean) => void,
  isReturning: boolean,
): Promise<Presence> => {
  let isAlone = false;
  /** It holds the lock alone, but does not rely on it yet. */
  let isSole = false;
  let isSure = !isReturning;
  let heldOffUntil = 0;
  const isHeldOff = (): boolean => performance.now() < heldOffUntil;

  const giveBack = async (): Promise<void> => {
    isAlone = false;
    isSole = false;
    await client.query(`select pg_advisory_unlock(${PRESENCE_LOCK})`);
  };

  const becomeSole = async (): Promise<void> => {
    const { rows } = await client.query<{ got: boolean }>(
      `select pg_try_advisory_lock(${PRESENCE_LOCK}) as got`,
    );
    isSole = rows[0]?.got === true;
    // Somebody may have asked while we did, and waits now.
    if (isSole && isHeldOff()) await giveBack();
  };

  let hasPlace = await letIn(client, TRIES);
  return {
    async claimAlone() {
      hasPlace ||= await letIn(client, 1);
      if (isAlone || !hasPlace || isHeldOff()) return isAlone;
      const wasSole = isSole;
      if (!wasSole) await becomeSole();
      isAlone = isSole && (wasSole || isSure);
      // Whoever was there leaves room for others who come and go.
      isSure = false;
      if (isAlone) onAlone(true);
      return isAlone;
    },
    makeWay() {
      heldOffUntil = performance.now() + HOLD_OFF_MS;
      if (isAlone) onAlone(false);
      // A connection that fails here has lost its locks with it.
      if (isSole) giveBack().catch(() => undefined);
    },
  };
};
