import type { Route } from '../../../routes/route';
import type { Translation } from '../../../src/domain/translation';
import { TABLE } from '../../conformance/support/dialects';
import { hear, type Parts } from './hearing';

// What a translation calls lost must be beyond the words of the other dialect: a wrong word that is owned up to is still
// a wrong word.

/** How lists that can be ordered by something call it. */
const SORTS: Readonly<Record<string, string>> = {
  ...{ id: 'id', username: 'username', email: 'email', name: 'name' },
  ...{ createdAt: 'created_at', lastSignInAt: 'last_login' },
};

const routeOf = ({ to }: Translation): Route | undefined =>
  TABLE.routes.find(
    ({ dialect, label, binding }) =>
      dialect.name === to.dialect && label === to.spelling && binding.operation === to.operation,
  );

const hasWord = (route: Route, field: string, asked: Parts): boolean => {
  const parameter = route.binding.query?.find(({ to }) => to === field);
  if (!parameter)
    return route.binding.body?.fields.some(({ to, isPartial }) => to === field && !isPartial) ?? false;
  if (field !== 'order') return field !== 'after';
  const { by } = hear(asked).values['order'] as { by: string };
  return (parameter.schema['enum'] as string[] | undefined)?.includes(SORTS[by] ?? '') ?? false;
};

/** What was said and called lost although the request that came out has a word for it, and nobody refuses it. */
export const needless = (asked: Parts, translation: Translation): string[] => {
  const route = routeOf(translation);
  if (!route) return [];
  const { values } = hear(asked);
  return (
    translation.lost
      .filter(({ field, why }) => !/refuses it|as nothing/.test(why) && hasWord(route, field, asked))
      // For saying nothing there may be no word: a list in pages alone cannot be asked for everything.
      .filter(({ field }) => values[field] !== undefined)
      .map(({ field }) => `needlessly lost: ${field}`)
  );
};
