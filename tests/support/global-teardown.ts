import { rmSync } from 'node:fs';

const teardown = async (): Promise<void> => {
  const { testPostgres } = globalThis;
  if (!testPostgres) return;
  await testPostgres.postgres.stop();
  rmSync(testPostgres.dataDir, { recursive: true, force: true });
};

export default teardown;
