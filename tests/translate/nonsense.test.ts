import fc from 'fast-check';
import { createTable, DIALECTS } from '../../routes/table';
import { translateText } from '../../routes/translate/translate';
import { AppError } from '../../src/domain/error';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { SEED } from '../support/seed';

const table = createTable();
const RUNS = COUNTS.translations * 100;

let read = 0;
let refused = 0;

afterAll(() => report(`nonsense: ${read} translated, ${refused} refused, none failed`));

const KEYS = [
  ...[
    'request',
    'url',
    'method',
    'headers',
    'header',
    'log',
    'entries',
    'body',
    'mode',
    'raw',
    'query',
    'path',
  ],
  ...[
    'host',
    'protocol',
    'port',
    'variable',
    'auth',
    'type',
    'bearer',
    'key',
    'value',
    'name',
    'postData',
    'text',
  ],
  ...['params', 'urlencoded', 'disabled', 'item'],
];
const WORDS = [
  'GET',
  'POST',
  'bearer',
  'raw',
  'urlencoded',
  '/api/users',
  '{{baseUrl}}/api/users/:id',
  'http://h/users:get?id=1',
  '{"a":1}',
  'token',
];

const json = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(...WORDS, null, true, 7),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6 }),
})).object;

const shell = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '-X',
        '-H',
        '-d',
        '--json',
        '-G',
        '--url',
        '"',
        "'",
        '\\',
        '$',
        '$(',
        '`',
        '$A',
        '\n',
        ' ',
        '|',
      ),
      fc.constantFrom('POST', 'a: b', '{"email":', 'http://h/api/users/2', '/api/users', '{}', '}}', '{{x}}'),
      fc.string({ maxLength: 5 }),
    ),
  )
  .map((parts) => `curl ${parts.join(' ')}`);

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));

/** Requests of the table's routes, with whatever under the names that they know. */
const http = fc.constantFrom(...table.routes).chain(({ label, binding }) => {
  const names = (some: readonly string[]) => fc.constantFrom(...some, 'action', 'user_id', 'stranger');
  const body = names(binding.body?.fields.map(({ key }) => key) ?? []);
  const query = names(binding.query?.map(({ name }) => name) ?? []);
  return fc
    .tuple(fc.dictionary(query, fc.string(), { maxKeys: 3 }), fc.dictionary(body, scalar, { maxKeys: 5 }))
    .map(
      ([parameters, values]) => `${label}?${new URLSearchParams(parameters)}\n\n${JSON.stringify(values)}`,
    );
});

const translate = async (text: string, into: string): Promise<void> => {
  try {
    const { from, lost, notes } = await translateText(table, text, into);
    expect([typeof from.spelling, Array.isArray(lost), Array.isArray(notes)]).toEqual(['string', true, true]);
    read += 1;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).details.issues?.[0]?.field).toBe('text');
    refused += 1;
  }
};

test.each<[string, fc.Arbitrary<string>]>([
  ['objects with the keys of archives and collections', json.map((value) => JSON.stringify(value))],
  ['curl lines', shell],
  ['requests with whatever they hold', http],
  ['texts', fc.string({ unit: 'binary' })],
])('whatever comes is translated or refused: %s', async (_name, texts) => {
  const dialects = fc.constantFrom(...DIALECTS.map(({ name }) => name));
  await fc.assert(fc.asyncProperty(texts, dialects, translate), { seed: SEED, numRuns: RUNS });
});
