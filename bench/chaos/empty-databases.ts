import type { Chaos } from './fault';
import { createOwnPostgres, type OwnPostgres } from './own-postgres';

/** A Postgres of its own in which empty databases are made. */
export interface EmptyDatabases {
  readonly postgres: OwnPostgres;
  /** Where a new one is. */
  create(): Promise<string>;
}

/** Starts the Postgres; it ends with the fault. */
export const startEmptyDatabases = async (chaos: Chaos): Promise<EmptyDatabases> => {
  const postgres = await createOwnPostgres(`${chaos.place}/postgres`);
  chaos.cleanUp.add(() => postgres.stop());
  let number = 0;
  return {
    postgres,
    async create() {
      number += 1;
      const url = new URL(postgres.url);
      url.pathname = `/empty_${number}`;
      await postgres.asSuperuser(`create database empty_${number} owner roster template template0`);
      return url.toString();
    },
  };
};
