import type { OperationId } from '../../src/operations/contract';

/** An operation that another one does as well, for dialects that have no words for the first. */
export interface Equivalent {
  readonly operation: OperationId;
  readonly as: OperationId;
  /** What the other must say to do it. */
  readonly saying?: Readonly<Record<string, unknown>>;
  /** What both say under the same name. */
  readonly carrying?: readonly string[];
  /** It is done to the account of whoever asks, which the other must name. */
  readonly onOneself?: true;
}

/**
 * Operations with the same effect: the same rows, the same sessions ended, the same refusals. Those that say or carry
 * something hold both ways. What the first can say besides (a suspension's reason) is lost on the way.
 */
export const EQUIVALENTS: readonly Equivalent[] = [
  { operation: 'users.suspend', as: 'users.update', saying: { status: 'suspended' } },
  { operation: 'users.unsuspend', as: 'users.update', saying: { status: 'active' } },
  { operation: 'users.setRoles', as: 'users.update', carrying: ['roles'] },
  // Reads: the other tells it among other things, or a part of it.
  { operation: 'users.getRoles', as: 'users.get' },
  { operation: 'directory.get', as: 'users.get' },
  { operation: 'directory.list', as: 'users.list' },
  { operation: 'auth.me', as: 'users.get', onOneself: true },
];
