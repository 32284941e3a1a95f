import { remark } from '../routes/translate/remarks';
import { translateText } from '../routes/translate/translate';
import type { Translator } from './domain/ports';
import type { Tables } from './tables';

/**
 * A translator between all dialects, those that are switched off among them: whoever leaves one wants its requests said
 * in another. A request that
 * this server does not answer is told for one. The tables are asked for when they are first needed, since most commands
 * never do.
 */
export const createTranslator = ({ whole, served }: Tables): Translator => ({
  translate: async (text, into, lookup) => {
    const translation = await translateText(whole(), text, into, lookup);
    const { spelling } = translation.to;
    const isServed = spelling === null || served().routes.some(({ label }) => label === spelling);
    if (isServed) return translation;
    const note = remark('into', `${into} is switched off on this server (DIALECTS)`, into);
    return { ...translation, notes: [note, ...translation.notes] };
  },
});
