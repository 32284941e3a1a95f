/** What an option of curl does to the request. */
export type Effect =
  | 'method'
  | 'header'
  | 'data'
  | 'urlencoded'
  | 'json'
  | 'query'
  | 'url'
  | 'user'
  | 'bearer'
  | 'cookie'
  | 'get'
  | 'head'
  /** Something with a value, or without one, that changes nothing of what the request says. */
  | 'valued'
  | 'flag'
  /** What no dialect here takes. */
  | 'upload';

const of = (effect: Effect, names: string): [string, Effect][] =>
  names.split(' ').map((name) => [name, effect]);

/** The options of curl that a line about this API may hold (curl 8). */
export const CURL_OPTIONS: ReadonlyMap<string, Effect> = new Map([
  ...of('method', '-X --request'),
  ...of('header', '-H --header'),
  ...of('data', '-d --data --data-raw --data-ascii --data-binary'),
  ...of('urlencoded', '--data-urlencode'),
  ...of('json', '--json'),
  ...of('query', '--url-query'),
  ...of('url', '--url'),
  ...of('user', '-u --user'),
  ...of('cookie', '-b --cookie'),
  ...of('bearer', '--oauth2-bearer'),
  ...of('get', '-G --get'),
  ...of('head', '-I --head'),
  ...of('upload', '-F --form --form-string -T --upload-file -K --config'),
  ...of('valued', '-A --user-agent -c --cookie-jar -D --dump-header -e --referer -m --max-time'),
  ...of('valued', '-o --output -w --write-out -x --proxy -E --cert --cacert --capath --key --retry'),
  ...of(
    'valued',
    '--retry-max-time --unix-socket --abstract-unix-socket --dns-servers --happy-eyeballs-timeout-ms',
  ),
  ...of('valued', '--retry-delay --connect-timeout --resolve --connect-to -r --range -z --time-cond'),
  ...of('valued', '-y -Y --limit-rate --interface --trace --trace-ascii --stderr --max-redirs --noproxy'),
  ...of('flag', '-s --silent -S --show-error -i --include -v --verbose -k --insecure -L --location -f'),
  ...of('flag', '--retry-all-errors --retry-connrefused --ssl-no-revoke --create-dirs --tcp-fastopen'),
  ...of('flag', '--fail --fail-with-body -g --globoff -N --no-buffer -O --remote-name -# --progress-bar'),
  ...of('flag', '--compressed --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 -0 -4 -6 --ipv4'),
  ...of(
    'flag',
    '--ipv6 --no-progress-meter --no-keepalive --path-as-is --raw --tcp-nodelay --location-trusted',
  ),
  ...of(
    'flag',
    '--tlsv1.2 --tlsv1.3 --ssl-reqd -J --remote-header-name -n --netrc -q --disable --styled-output',
  ),
]);
