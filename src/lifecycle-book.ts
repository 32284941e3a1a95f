import type { RouteTable } from '../routes/table';
import type { LifecycleBook } from './domain/lifecycle';

/** What a table plans for its spellings. The table is asked for when it is first needed. */
export const createLifecycleBook = (table: () => RouteTable): LifecycleBook => ({
  spellings: () =>
    table().routes.map(({ label, dialect, binding, canonicalLabel, lifecycle }) => ({
      binding: label,
      dialect: dialect.name,
      operation: binding.operation,
      canonical: canonicalLabel,
      lifecycle,
    })),
});
