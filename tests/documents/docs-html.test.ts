import type { Dialect } from '../../routes/dialect';
import { readAssets } from '../../routes/documents/docs/assets';
import { docsPages } from '../../routes/documents/docs/docs';
import { html } from '../../routes/documents/docs/html';
import { schemaWords } from '../../routes/documents/docs/schema-words';
import { text } from '../../routes/wire';
import { dialectOf, line, routesOfDialect } from '../routes/test-dialect';

test.each([
  [html`<p>${'<b>&"\''}</p>`, '<p>&lt;b&gt;&amp;&quot;&#39;</p>'],
  [html`<a href="${'" onclick="x'}">`, '<a href="&quot; onclick=&quot;x">'],
  [html`${[html`<i>1</i>`, '<', 2]}`, '<i>1</i>&lt;2'],
  [html`${false}${null}${undefined}${0}`, '0'],
])('%j', (made, expected) => {
  expect(made.html).toBe(expected);
});

test('nothing that the table says can break out of a page', () => {
  const evil = '</code><script>alert("1")</script>\'&';
  const plain = dialectOf(line('users.get', ['GET /users']), line('auth.signIn', ['POST /login']));
  const dialect: Dialect = {
    ...plain,
    encodeError: () => text(400, evil),
    losses: { shown: { name: evil }, written: {} },
  };
  const pages = docsPages(routesOfDialect(dialect), readAssets()).map(({ make }) => make());
  const escaped = '&lt;/code&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;';
  expect(pages.filter((page) => page.includes(escaped))).toHaveLength(3);
  expect(pages.filter((page) => page.includes('<script>'))).toEqual([]);
});

test.each([
  [{ type: 'string', minLength: 1, maxLength: 255 }, 'string; 1 to 255 characters'],
  [{ type: ['string', 'null'], format: 'date-time' }, 'string or null; an RFC 3339 time'],
  [{ type: 'integer', minimum: 1, maximum: 200 }, 'integer; at least 1; at most 200'],
  [{ type: 'string', enum: ['active', 'inactive'] }, 'string; one of active, inactive'],
  [{ type: 'array', items: { type: 'string' }, minItems: 1 }, 'array of string; at least 1 of them'],
])('%j in words', (schema, words) => {
  expect(schemaWords(schema)).toBe(words);
});
