import pg from 'pg';

/** A connection of its own for what must not share one; no answer may take longer than so many milliseconds. */
export const createListeningClient = (url: string, answerMs: number): pg.Client => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: 'roster listener',
  });
  // Unheard it would end the process; what it means is seen by what ends.
  return client.on('error', () => undefined);
};
