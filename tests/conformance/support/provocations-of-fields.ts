import { firstSaying, type Provocation } from './provocations';
import type { Values } from './saying';
import { uniqueFields } from './scene';

/** What one field of the body of a good create becomes. */
type Spoil = (wire: unknown) => unknown;

const spoiling =
  (field: string, spoil: Spoil): Provocation =>
  async (scene, dialect) => {
    const fields: Values = uniqueFields();
    // Asked for by name: a body that could do without the field has it all the same.
    const saying = firstSaying(dialect, 'users.create', {}, { [field]: fields[field] }, fields);
    const key = saying?.route.binding.body?.fields.find(({ to }) => to === field)?.key;
    if (!saying?.body || key === undefined || !Object.hasOwn(saying.body, key)) return null;
    const wire = spoil(saying.body[key]);
    const { [key]: _good, ...others } = saying.body;
    const body = { ...saying.body, [key]: wire };
    return scene.ask({ ...saying, body: wire === undefined ? others : body });
  };

const to =
  (value: unknown): Spoil =>
  () =>
    value;

/** A new user with one thing wrong with it. */
export const FIELD_PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  'invalid_fields [required]': spoiling('email', to(undefined)),
  'invalid_fields [type]': spoiling('email', to(5)),
  'invalid_fields [format]': spoiling('email', to('nobody at example.com')),
  'invalid_fields [too_long]': spoiling('email', to(`${'x'.repeat(243)}@example.com`)),
  'invalid_fields [too_short]': spoiling('password', to('Short-1')),
  'invalid_fields [too_many_bytes]': spoiling('password', to(`Long-1-${'é'.repeat(33)}`)),
  'invalid_fields [one_of]': spoiling('roles', (wire) => (Array.isArray(wire) ? ['nobody'] : 'nobody')),
};
