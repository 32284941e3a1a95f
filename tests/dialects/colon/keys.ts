import { unique } from '../../http/api';
import type { Answer } from '../../support/test-server';
import { type Colon, WRITTEN_START } from './colon';

export const WARNING = 'Store this key securely. It will not be shown again.';

/** What the making of a key answers. */
export interface Made {
  readonly apikey: { readonly id: string; readonly name: string };
  readonly key: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The administration of keys, as the administrator does it. */
export const keysOf = (colon: Colon) => {
  const create = (fields: Fields = {}): Promise<Answer> =>
    colon.ask('POST /apikeys:create', { body: { name: unique('key'), role: 'user', ...fields } });
  return {
    create,
    async made(fields: Fields = {}): Promise<Made> {
      const answer = await create(fields);
      if (answer.status !== 201) throw new Error(`no key was made: ${answer.text}`);
      return answer.json as Made;
    },
    update: (id: string, body: unknown): Promise<Answer> =>
      colon.ask(`POST /apikeys:update?id=${id}`, { body }),
  };
};

/** A key that was made at the start and may do as little as a key can. */
export const wireKey = (key: Made['apikey'], differing: Fields = {}): Record<string, unknown> => ({
  id: key.id,
  name: key.name,
  description: '',
  role: 'user',
  can_write: false,
  created_at: WRITTEN_START,
  ...differing,
});
