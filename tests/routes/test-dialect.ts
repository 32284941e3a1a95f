import { type Binding, type BindOptions, bind, type Spelling } from '../../routes/binding';
import { saying } from '../../routes/codec/reply';
import type { Dialect } from '../../routes/dialect';
import { type Route, routesOf } from '../../routes/route';
import { text } from '../../routes/wire';
import type { OperationId } from '../../src/operations/contract';

type Options<O extends OperationId> = Omit<BindOptions<O>, 'reply' | 'decode'>;

/** A binding of which only the place in the table matters. */
export const line = <O extends OperationId>(
  operation: O,
  spellings: readonly [Spelling, ...Spelling[]],
  options: Options<O> = {},
): Binding => bind(operation, spellings, { ...options, reply: saying({}) });

/** A dialect of these bindings that has a form for every error. */
export const dialectOf = (...bindings: Binding[]): Dialect => ({
  name: 'test',
  prefix: '/t',
  area: { claims: ['/t'], bindings },
  encodeError: (error) => text(400, error.code),
  losses: { shown: {}, written: {} },
});

/** The routes of a dialect. */
export const routesOfDialect = (dialect: Dialect): Route[] => routesOf(dialect, dialect.area);
