import { createTestDatabase } from '../support/test-database';

test('a connection that was just handed out and breaks at once ends nothing but itself', async () => {
  const { pool, drop } = await createTestDatabase({ poolMax: 1 });
  try {
    const client = await pool.connect();
    // What the driver does for a connection that Postgres ended, before whoever was given it has put an ear to it.
    expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow();
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await drop();
  }
});
