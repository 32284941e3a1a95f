import { refuse } from '../../codec/query';

/** What stands in a body under a key; undefined also where the body is no object. */
export const valueIn = (body: unknown, key: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, key)
    ? (body as Record<string, unknown>)[key]
    : undefined;

/**
 * Throws `invalid_fields` where a body asks for an action that its URL has not; one with an action that it has never comes
 * here. The empty text asks for none.
 */
export const refuseOtherActions = (body: unknown, actions: readonly string[]): void => {
  const action = valueIn(body, 'action');
  if (action !== undefined && action !== '') refuse({ field: 'action', rule: 'one_of', expected: actions });
};

/** The changes, unless there are none: that is a mistake of whoever asks. Throws `invalid_fields`. */
export const someChanges = <T extends object>(changes: T): T =>
  Object.keys(changes).length > 0 ? changes : refuse({ field: 'changes', rule: 'required' });
