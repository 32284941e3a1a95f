import { parseAddress } from '../../../routes/translate/reading/address';
import { readBody } from '../../../routes/translate/reading/body-text';
import { readRequest } from '../../../routes/translate/reading/read-request';

// What grows with the square of the length would not end within a test's time.
test('texts that are made to take long do not', () => {
  const texts = [
    `GET /a\nx: ${' '.repeat(90_000)}y`,
    `POST /a\n\n"${'\\"'.repeat(45_000)}`,
    `curl ${'$\u007ba-'.repeat(25_000)}`,
    `curl ${'$('.repeat(45_000)}`,
    `/${'a.'.repeat(20_000)}?${'b=1&'.repeat(14_000)}`,
    `/${'{{'.repeat(45_000)}`,
    `${'#'.repeat(90_000)}x`,
    `${'#\n'.repeat(45_000)}x`,
    `curl a${' ; b'.repeat(22_000)}`,
    `curl a${' & '.repeat(30_000)}`,
    `curl ^"${'\\"'.repeat(45_000)}`,
    `curl ^\n${'" '.repeat(45_000)}`,
    `curl ${'a=b '.repeat(22_000)}`,
  ];
  for (const text of texts) {
    try {
      const written = readRequest(text);
      parseAddress(written.url);
      readBody(written);
    } catch {
      // Whether it is a request is not asked here.
    }
  }
  expect(texts.every((text) => text.length < 100 * 1024)).toBe(true);
});
