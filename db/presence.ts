import type pg from 'pg';
import { MAKE_WAY, tell } from './access-changes';

/** Everybody who changes the directory holds it shared; who holds it alone besides knows of no other. */
const PRESENCE_LOCK = 7_326_010;

/** Milliseconds: how long one try to be let in may take, and how long nobody claims to be alone after somebody asked to be. */
const TRY_MS = 1_000;
const TRIES = 3;
export const HOLD_OFF_MS = 5_000;

/** A place among those who change the directory, on a connection of its own. */
export interface Presence {
  /** Tries to be the only one; whoever comes asks for it back. */
  claimAlone(): Promise<boolean>;
  /** Somebody comes: lets it in at once, and claims nothing for a while. */
  makeWay(): void;
}

const letIn = async (client: pg.Client): Promise<void> => {
  await client.query(`set lock_timeout = ${TRY_MS}`);
  for (let tries = 1; tries <= TRIES; tries += 1) {
    await tell(client, MAKE_WAY);
    try {
      await client.query(`select pg_advisory_lock_shared(${PRESENCE_LOCK})`);
      return;
    } catch (error) {
      // One that does not answer remembers nothing for longer than that.
      if ((error as { code?: string }).code !== '55P03') throw error;
    }
  }
};

/**
 * Takes a place: from then on nobody else thinks of itself as the only one. Who has come in vain does without after some
 * seconds: the other one is gone, or is about to hear nothing any more.
 */
export const takePlace = async (
  client: pg.Client,
  onAlone: (isAlone: boolean) => void,
): Promise<Presence> => {
  let isAlone = false;
  let heldOffUntil = 0;
  const isHeldOff = (): boolean => performance.now() < heldOffUntil;

  const giveBack = async (): Promise<void> => {
    isAlone = false;
    await client.query(`select pg_advisory_unlock(${PRESENCE_LOCK})`);
  };

  await letIn(client);
  return {
    async claimAlone() {
      if (isAlone || isHeldOff()) return isAlone;
      const { rows } = await client.query<{ got: boolean }>(
        `select pg_try_advisory_lock(${PRESENCE_LOCK}) as got`,
      );
      isAlone = rows[0]?.got === true;
      // Somebody may have asked while we did, and waits now.
      if (isAlone && isHeldOff()) await giveBack();
      onAlone(isAlone);
      return isAlone;
    },
    makeWay() {
      heldOffUntil = performance.now() + HOLD_OFF_MS;
      if (!isAlone) return;
      onAlone(false);
      // A connection that fails here has lost its locks with it.
      giveBack().catch(() => undefined);
    },
  };
};
