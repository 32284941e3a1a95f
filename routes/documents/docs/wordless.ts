import { snake } from '../../codec/phrases';
import type { Dialect } from '../../dialect';
import { EQUIVALENTS } from '../../translate/equivalents';
import type { Entry } from './catalogue';
import { type Html, html } from './html';
import { operationPath } from './layout';

/** What of the other operations that would do it the dialect has no field for. */
const hindrances = ({ id }: Entry, { name, losses: { written } }: Dialect): Html[] =>
  EQUIVALENTS.filter(({ operation }) => operation === id).flatMap(({ as, saying = {} }) =>
    Object.keys(saying).flatMap((field) => {
      const reason = (written as Readonly<Record<string, string>>)[field];
      return reason === undefined
        ? []
        : [
            html`<li><span class="dialect">${name}</span> <a href="${operationPath({ id: as })}">${as}</a> would do it, but for <code>${snake(field)}</code>: ${reason}</li>`,
          ];
    }),
  );

/** The dialects that cannot do it at all, why, and what their clients do instead; null where every dialect can. */
export const wordless = (entry: Entry, dialects: readonly Dialect[]): Html | null => {
  if (dialects.length === 0) return null;
  const reasons = dialects.flatMap((dialect) => hindrances(entry, dialect));
  const [first] = entry.sayings;
  return html`<section class="wordless" aria-labelledby="wordless">
<h2 id="wordless">No word for it: ${dialects.map(({ name }) => html`<span class="dialect">${name}</span> `)}</h2>
${reasons.length > 0 && html`<ul>${reasons}</ul>`}
<p>Users and tokens are the same in every dialect${
    first && html`: say it in <a href="#${first.dialect.name}">${first.dialect.name}</a>`
  }.</p>
</section>`;
};
