import { readRequest } from '../../../routes/translate/reading/read-request';

const REQUEST = {
  method: 'PUT',
  url: 'http://h/api/users/2?a=b&c=100%',
  headers: [['content-type', 'application/json']],
  body: '{"name":"a \\"b\\" & c"}',
  mediaType: 'application/x-www-form-urlencoded',
};

// As Chrome writes it: "Copy as cURL (cmd)".
const CHROME = [
  'curl ^"http://h/api/users/2?a=b^&c=100^%^" ^',
  '  -X ^"PUT^" ^',
  '  -H ^"content-type: application/json^" ^',
  '  --data-raw ^"^{^\\^"name^\\^":^\\^"a ^\\^\\^\\^"b^\\^\\^\\^" ^& c^\\^"^}^"',
];

test.each([
  ['cmd', CHROME.join('\r\n')],
  ['cmd, with a prompt', `C:\\Users\\ann>${CHROME.join('\n')}`],
  [
    'cmd, by hand',
    'curl -X PUT "http://h/api/users/2?a=b&c=100%" ^\r\n -H "content-type: application/json" ^\r\n -d "{\\"name\\":\\"a \\\\\\"b\\\\\\" ^& c\\"}" | more',
  ],
  [
    'PowerShell',
    `PS C:\\> curl.exe -X PUT 'http://h/api/users/2?a=b&c=100%' \`\r\n  -H 'content-type: application/json' \`\r\n  -d '{"name":"a \\"b\\" & c"}'`,
  ],
])('a line for %s', (_name, text) => {
  expect(readRequest(text)).toEqual(REQUEST);
});

test.each([
  ['cmd', 'curl ^\r\n -H "Authorization: Bearer %TOKEN%" http://h/a'],
  ['PowerShell', 'curl.exe `\r\n -H "Authorization: Bearer $env:TOKEN" http://h/a'],
])('a variable of %s', (_name, text) => {
  expect(readRequest(text).headers).toEqual([['Authorization', 'Bearer {{TOKEN}}']]);
});

const AS_BASH = 'written for bash; this line is for PowerShell: copy it as cURL (bash)';

test.each([
  ['curl.exe `\n -d "{`"a`":1}" http://h/a', AS_BASH],
  [`curl.exe \`\n -d '{"a":"it''s"}' http://h/a`, AS_BASH],
  ['Invoke-WebRequest -Uri "http://h/a" -Method POST', AS_BASH],
  ['$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession', AS_BASH],
  ['irm http://h/a', AS_BASH],
  ['curl ^"http://h/a ^\n -X PUT', 'a command whose quotes are closed, which one is not'],
  ['curl ^\n http://h/a & curl http://h/b', 'one request; there is another curl after the first'],
])('is refused: %s', (text, expected) => {
  expect(() => readRequest(text)).toThrow(
    expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
  );
});
