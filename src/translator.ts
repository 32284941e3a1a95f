import { createTable, type RouteTable } from '../routes/table';
import { translateText } from '../routes/translate/translate';
import type { Translator } from './domain/ports';

/**
 * A translator between all dialects, those that are switched off among them: whoever leaves one wants its requests said
 * in another. The table is made when it is first needed, since most commands never do.
 */
export const createTranslator = (): Translator => {
  let table: RouteTable | undefined;
  return {
    async translate(text, into, lookup) {
      table ??= createTable();
      return translateText(table, text, into, lookup);
    },
  };
};
