import { AppError, type Issue } from '../../../src/domain/error';
import { type BodyDecoder, type BodyField, type BodyRules, bodyDecoder } from '../../codec/body';

/** The body without these keys where nothing stands in them: null and the empty text are as good as no key. */
export const withoutBlanks =
  (...keys: readonly string[]) =>
  (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(body).filter(
        ([key, value]) => !(keys.includes(key) && (value === null || value === '')),
      ),
    );

/**
 * A decoder that tells the problems in the order in which this dialect looks for them, of which a client is told the
 * first: whether each field that must be there is, then these fields one by one, then all others.
 */
export const firstFailureDecoder = <T>(
  fields: readonly BodyField[],
  rules: BodyRules,
  then: readonly string[],
): BodyDecoder<T> => {
  const decoder = bodyDecoder<T>(fields, rules);
  const rank = ({ field, rule }: Issue): number => {
    if (rule === 'required') return -1;
    return then.includes(field) ? then.indexOf(field) : then.length;
  };
  const decode = (body: unknown): T => {
    const { fields: decoded, found } = decoder.collect(body);
    if (found.issues.length === 0) return decoded as T;
    throw new AppError('invalid_fields', {
      ...found,
      issues: [...found.issues].sort((a, b) => rank(a) - rank(b)),
    });
  };
  return Object.assign(decode, { ...decoder });
};
