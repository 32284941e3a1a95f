import type { Issue } from '../../src/domain/error';
import { SPECS } from '../../src/operations/specs';
import type { Binding } from '../binding';
import { toJsonSchema } from '../codec/json-schema';

const missed = (field: string): Issue => ({ field, rule: 'required' });

const nameOf = ({ body }: Binding, key: string): string =>
  body?.fields.find((field) => field.key === key)?.to ?? key;

const missingKey = (binding: Binding): Issue | null => {
  const key = binding.body?.required[0] ?? binding.body?.needs[0]?.[0];
  return key === undefined ? null : missed(nameOf(binding, key));
};

const missingId = ({ at }: Binding): Issue | null => {
  const locator = Object.values(at).find(({ in: place }) => place === 'query' || place === 'body');
  return locator && 'name' in locator ? missed(locator.name) : null;
};

const wrongType = ({ body }: Binding): Issue | null => {
  const field = body?.fields[0];
  const type = field && [toJsonSchema(field.schema)['type']].flat()[0];
  return field
    ? { field: field.to, rule: 'type', expected: typeof type === 'string' ? type : 'string' }
    : null;
};

const unknownWord = ({ query }: Binding): Issue | null => {
  const choice = query?.find(({ schema }) => Array.isArray(schema['enum']));
  return choice
    ? { field: choice.name, rule: 'one_of', expected: choice.schema['enum'] as readonly string[] }
    : null;
};

const ofTarget = ({ operation }: Binding): Issue | null => SPECS[operation].issues?.[0] ?? null;

/** The first thing that can be wrong with a request of a binding; without one, with any. */
export const exampleIssue = (binding: Binding | null): Issue => {
  const found =
    binding &&
    (missingKey(binding) ??
      missingId(binding) ??
      wrongType(binding) ??
      unknownWord(binding) ??
      ofTarget(binding));
  return found ?? { field: 'email', rule: 'format' };
};
