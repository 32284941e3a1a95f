import { readRequest } from '../../../routes/translate/reading/read-request';

const parts = (text: string) => {
  const { method, url, headers, body } = readRequest(text);
  return [method, url, Object.fromEntries(headers), body];
};

const JSON_HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };

test.each<[string, string, unknown[]]>([
  ['a URL alone', 'curl http://h/api/users', ['GET', 'http://h/api/users', {}, undefined]],
  ['--url', 'curl --url http://h/a', ['GET', 'http://h/a', {}, undefined]],
  ['-X', 'curl -X DELETE http://h/a', ['DELETE', 'http://h/a', {}, undefined]],
  ['-XPUT', 'curl -XPUT http://h/a', ['PUT', 'http://h/a', {}, undefined]],
  ['--request', 'curl --request patch http://h/a', ['PATCH', 'http://h/a', {}, undefined]],
  ['-sSX POST', 'curl -sSX POST http://h/a', ['POST', 'http://h/a', {}, undefined]],
  ['-H', "curl -H 'A: b' --header 'C:d' http://h/a", ['GET', 'http://h/a', { A: 'b', C: 'd' }, undefined]],
  ['-d is a POST', 'curl http://h/a -d \'{"a":1}\'', ['POST', 'http://h/a', {}, '{"a":1}']],
  ['--data', "curl http://h/a --data '{}'", ['POST', 'http://h/a', {}, '{}']],
  ['--data-raw with @', "curl http://h/a --data-raw '@x'", ['POST', 'http://h/a', {}, '@x']],
  ['several -d', 'curl http://h/a -d a=1 -d b=2', ['POST', 'http://h/a', {}, 'a=1&b=2']],
  ['--json', `curl --json '{"a":1}' http://h/a`, ['POST', 'http://h/a', JSON_HEADERS, '{"a":1}']],
  ['several --json', `curl --json '{' --json '}' http://h/a`, ['POST', 'http://h/a', JSON_HEADERS, '{}']],
  [
    '-G',
    'curl -G http://h/a -d limit=5 -d role=user',
    ['GET', 'http://h/a?limit=5&role=user', {}, undefined],
  ],
  ['-G after a query', 'curl -G "http://h/a?x=1" -d y=2', ['GET', 'http://h/a?x=1&y=2', {}, undefined]],
  [
    '--data-urlencode',
    "curl -G http://h/a --data-urlencode 'q=a b&c'",
    ['GET', 'http://h/a?q=a%20b%26c', {}, undefined],
  ],
  ['--url-query', 'curl http://h/a --url-query q=1', ['GET', 'http://h/a?q=1', {}, undefined]],
  ['-I', 'curl -I http://h/a', ['HEAD', 'http://h/a', {}, undefined]],
  ['-u', 'curl -u ann:pw http://h/a', ['GET', 'http://h/a', { Authorization: 'Basic YW5uOnB3' }, undefined]],
  [
    '--oauth2-bearer',
    'curl --oauth2-bearer t http://h/a',
    ['GET', 'http://h/a', { Authorization: 'Bearer t' }, undefined],
  ],
  [
    'options that say nothing',
    'curl -s -o /dev/null -w "%{http_code}" --max-time 5 -k http://h/a',
    ['GET', 'http://h/a', {}, undefined],
  ],
  ['a prompt before it', '$ curl http://h/a', ['GET', 'http://h/a', {}, undefined]],
  ['a variable before it', 'TOKEN=x curl http://h/a', ['GET', 'http://h/a', {}, undefined]],
  ['a pipe behind it', 'curl http://h/a | jq .', ['GET', 'http://h/a', {}, undefined]],
  ['a redirection behind it', 'curl http://h/a > out.json', ['GET', 'http://h/a', {}, undefined]],
  [
    'lines that go on',
    'curl -X POST \\\n  -H "A: b" \\\n  http://h/a',
    ['POST', 'http://h/a', { A: 'b' }, undefined],
  ],
  ['lines of Windows', 'curl -X POST \\\r\n  http://h/a', ['POST', 'http://h/a', {}, undefined]],
])('%s', (_name, text, expected) => {
  expect(parts(text)).toEqual(expected);
});

test.each<[string, string, string]>([
  ['single quotes keep everything', `'a "b" $c \\d'`, 'a "b" $c \\d'],
  ['double quotes with escapes', '"a \\"b\\" \\$c \\\\ \\d"', 'a "b" $c \\ \\d'],
  ['a quote inside single quotes', "'it'\\''s'", "it's"],
  ['C quotes', "$'it\\'s \\u0021 \\x41 \\n'", "it's ! A \n"],
  ['glued pieces', `a"b"'c'd`, 'abcd'],
  ['an escape outside', 'a\\ b', 'a b'],
  ['a variable', '$NAME', '{{NAME}}'],
  ['a variable in braces', `\${NAME}`, '{{NAME}}'],
  ['a variable with a default', `\${NAME:-none}`, '{{NAME}}'],
  ['a variable in double quotes', '"a $NAME b"', 'a {{NAME}} b'],
  ['no variable in single quotes', "'$NAME'", '$NAME'],
  ['what another command prints', '"$(jq -r .id)"', '{{jq_r_id}}'],
  ['the same in backticks', '`cat token`', '{{cat_token}}'],
  ['a dollar alone', '"5$ or $ 5"', '5$ or $ 5'],
  ['the empty text', "''", ''],
  ['a line that goes on in double quotes', '"a\\\nb"', 'ab'],
])('a body as the shell gives it: %s', (_name, word, expected) => {
  expect(readRequest(`curl http://h/a --data-raw ${word}`).body).toBe(expected);
});

test.each<[string, string, string]>([
  ['no URL', 'curl -X POST', 'a curl line with a URL'],
  ['two URLs', 'curl http://h/a http://h/b', 'one request; there are two URLs in this line'],
  ['two requests', 'curl http://h/a --next http://h/b', 'one request; this line has another after --next'],
  [
    'a body in a file',
    'curl http://h/a -d @body.json',
    'a request with its body in it, which curl would read from body.json',
  ],
  [
    'a form with files',
    'curl http://h/a -F a=@b',
    "a request with a JSON body, which curl's -F does not send",
  ],
  [
    'an unknown option',
    'curl --frobnicate http://h/a',
    'a curl line of options that are known here, which --frobnicate is not',
  ],
  ['an unknown letter', 'curl -sQ http://h/a', 'a curl line of options that are known here, which -Q is not'],
  ['an open quote', "curl 'http://h/a", 'a command whose quotes are closed, which one is not'],
])('is refused: %s', (_name, text, expected) => {
  expect(() => readRequest(text)).toThrow(
    expect.objectContaining({
      code: 'invalid_fields',
      details: { issues: [{ field: 'text', rule: 'range', expected }] },
    }),
  );
});
