import { readRequest } from '../../../routes/translate/reading/read-request';

const GET_A = { method: 'GET', url: 'http://h/a', headers: [], body: undefined };

test.each<[string, string]>([
  ['a pipe', 'curl http://h/a | jq .id'],
  ['a pipe, in the next line', 'curl http://h/a |\n  jq \'.[] | select(.a == "curl x")\''],
  ['a redirection', 'curl http://h/a > out.json'],
  ['a redirection before the URL', 'curl >out.json http://h/a'],
  ['a redirection of errors', 'curl http://h/a 2>/dev/null'],
  ['both in one', 'curl http://h/a >> out.log 2>&1'],
  ['both in one, as bash has it', 'curl http://h/a &> out.log'],
  ['another program', 'curl http://h/a && echo done; ls -l'],
  ['a quote that nobody closes, in what is another program’s', "curl http://h/a; echo it's"],
  ['a comment behind it', 'curl http://h/a # and not curl http://h/b'],
  ['a comment before it', '# the first one\n\n  # really\ncurl http://h/a'],
  ['sudo', 'sudo curl http://h/a'],
  ['a prompt and sudo', '$ sudo -E curl http://h/a'],
  ['time, with a variable', 'A=b time curl http://h/a'],
  ['a & that puts it in the background', 'curl http://h/a &'],
  ['tries', 'curl --retry 3 --retry-all-errors --retry-connrefused --retry-max-time 9 http://h/a'],
  ['a socket', 'curl --unix-socket /run/roster.sock http://h/a'],
])('around a curl line there may be: %s', (_name, text) => {
  expect(readRequest(text)).toEqual(GET_A);
});

test.each<[string, string]>([
  ['&&', 'curl http://h/a && curl -X DELETE http://h/b'],
  [';', 'curl http://h/a; curl http://h/b'],
  ['|', 'curl http://h/a | jq -r .id | sudo curl -d @- http://h/b'],
  ['||', 'curl http://h/a || /usr/bin/curl http://h/b'],
  ['a line', 'curl http://h/a\ncurl http://h/b'],
  ['a line after a comment', 'curl http://h/a\n# then\nTOKEN=x curl http://h/b'],
  ['&', 'curl http://h/a & curl http://h/b'],
])('another request after %s is refused', (_name, text) => {
  const expected = 'one request; there is another curl after the first';
  expect(() => readRequest(text)).toThrow(
    expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
  );
});

test.each([
  ['curl http://h/a?b=1&c=2&d=3', 'http://h/a?b=1', 'c=2&d=3'],
  ['curl http://h/a?b=1&c=2 -X DELETE', 'http://h/a?b=1', 'c=2 -X DELETE'],
])('what an & without quotes cuts off is told: %s', (text, url, rest) => {
  const why = `the shell ends the command at the & before ${rest}, which is no part of it: put the URL in quotes`;
  expect(readRequest(text)).toEqual({ ...GET_A, url, notes: [{ what: '&', why, field: 'ignored' }] });
});

test.each([
  ['curl myhost/api/users/1', 'http://myhost/api/users/1'],
  ['curl myhost', 'http://myhost'],
  ['curl myhost:3000/a', 'myhost:3000/a'],
  ['curl localhost/a', 'localhost/a'],
  ['curl $BASE/a', '{{BASE}}/a'],
  ['curl /api/users', '/api/users'],
])('the host of %s', (text, url) => {
  expect(readRequest(text).url).toBe(url);
});

test('a header that stands in a file is refused', () => {
  const expected = 'a request with its headers in it, which curl would read from hdr';
  expect(() => readRequest('curl -H @hdr http://h/a')).toThrow(
    expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
  );
});
