/** The lowest version of a package that an advisory calls good, one for each line of major versions that it names. */
export interface Floor {
  readonly name: string;
  readonly good: readonly string[];
  readonly advisory: string;
  readonly what: string;
}

const floor = (name: string, good: string, advisory: string, what: string): Floor => ({
  name,
  good: good.split(' '),
  advisory,
  what,
});

/**
 * What is installed here and has had advisories, in production first. Each line is what the advisory itself says; a package
 * without a line is one for which none was found, not one that is known to be good. `npm audit` knows more where it can
 * be reached.
 */
export const FLOORS: readonly Floor[] = [
  floor('body-parser', '1.20.6 2.3.0', 'GHSA-v422-hmwv-36x6', 'an invalid limit switches the limit off'),
  floor('cookie', '0.7.0', 'CVE-2024-47764', 'names of cookies become keys of objects'),
  floor('express', '4.19.2 5.0.0', 'GHSA-rv95-896h-c2vc', 'open redirect by malformed URLs'),
  floor(
    'express-rate-limit',
    '8.2.2',
    'CVE-2026-30827',
    'all of IPv4 shares one budget on dual-stack servers',
  ),
  floor('jsonwebtoken', '9.0.0', 'CVE-2022-23540', 'unsigned tokens pass where no algorithm is named'),
  floor('jws', '3.2.3 4.0.1', 'GHSA-869p-cjfg-cm3x', 'HMAC signatures with an empty secret'),
  floor('knex', '2.4.0', 'GHSA-4jv9-3563-23j3', 'an object as a value makes the WHERE clause void'),
  floor('lodash', '4.18.0', 'CVE-2026-2950', 'prototypes lose properties through _.unset and _.omit'),
  floor('minimist', '1.2.6', 'GHSA-xvch-5gv4-984h', 'prototype pollution'),
  floor(
    'nodemailer',
    '10.4.1',
    'GHSA-3q53-mvfw-q9v8',
    'mail to another domain than the one that was checked',
  ),
  floor('path-to-regexp', '8.4.0', 'GHSA-27v5-c462-wpq7', 'backtracking with several wildcards'),
  floor('preact', '10.28.2', 'GHSA-36hm-qxxp-pg3m', 'JSON that passes for a virtual node'),
  floor('proxy-addr', '2.0.8', 'CVE-2026-90711', 'a mapped trust subnet trusts all of IPv4'),
  floor('qs', '6.15.4', 'GHSA-x5fp-wj9c-mxmx', 'arrays beyond arrayLimit exhaust memory, up to 6.15.3'),
  floor('semver', '5.7.2 7.5.2', 'CVE-2022-25883', 'backtracking in ranges'),
  floor('send', '0.19.0', 'GHSA-m6fv-jmcg-4jfg', 'script in the page of a redirect'),
  floor('serve-static', '1.16.0 2.1.0', 'GHSA-cm22-4g7w-348p', 'script in the page of a redirect'),
  floor('brace-expansion', '1.1.18 2.1.4 3.0.6 5.0.9', 'CVE-2026-69152', 'memory exhausted by alternatives'),
  floor('cross-spawn', '6.0.6 7.0.5', 'GHSA-3xgq-45jj-v275', 'backtracking in arguments'),
  floor('fast-uri', '2.4.1 3.1.2', 'GHSA-v39h-62p7-jpjc', 'a URI that is read in two ways'),
  floor('js-yaml', '3.14.2 4.1.1', 'GHSA-mh29-5h37-fv8m', 'prototype pollution by merge keys'),
  floor('minimatch', '3.1.4 5.1.8 9.0.7 10.2.3', 'CVE-2026-27904', 'backtracking in nested extglobs'),
  floor('picomatch', '2.3.2 3.0.2 4.0.4', 'GHSA-c2c7-rcm5-vvqj', 'backtracking in extglobs'),
];

/** Versions that somebody else published under a stolen account on 8 September 2025 (debug-js/debug, issue 1005). */
export const COMPROMISED: readonly string[] = [
  'ansi-regex@6.2.1',
  'ansi-styles@6.2.2',
  'backslash@0.2.1',
  'chalk@5.6.1',
  'chalk-template@1.1.1',
  'color-convert@3.1.1',
  'color-name@2.0.1',
  'debug@4.4.2',
  'slice-ansi@7.1.1',
  'strip-ansi@7.1.1',
  'supports-color@10.2.1',
  'supports-hyperlinks@4.1.1',
  'wrap-ansi@9.0.1',
];
