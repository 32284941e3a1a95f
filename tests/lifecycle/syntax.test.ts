import { parseItem } from 'structured-headers';
import { exampleRequest } from '../../routes/documents/example-request';
import type { Route } from '../../routes/route';
import { DIALECTS } from '../../routes/table';
import { toy } from '../conformance/toy.dialect';
import { type Api, useApi } from '../http/api';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { fileOf } from './lifecycle-file';

const DEPRECATED = '2026-01-01T00:00:00.999Z';
const SUNSET = '2040-02-29T23:59:59Z';
const ends = { deprecated: DEPRECATED, sunset: SUNSET };
const dialects = [...DIALECTS, toy];
const others = ['colon', 'rails', 'laravel', 'flask', 'toy'];

// Between them every spelling of every dialect goes, and in the first each that can has something to lead to.
const servers = {
  leading: useApi({
    dialects,
    settings: {
      LIFECYCLE_FILE: fileOf(
        { match: 'aliases:rest', ...ends },
        ...others.map((name) => ({ match: `dialect:${name}`, ...ends })),
      ),
    },
  }),
  ending: useApi({
    dialects,
    settings: { LIFECYCLE_FILE: fileOf({ match: 'dialect:rest', ...ends }) },
  }),
};

const figures = { spellings: 0, answers: 0, leading: 0, errors: 0 };
afterAll(() => {
  const { spellings, answers, leading, errors } = figures;
  report(
    `lifecycle headers: ${answers} answers of ${spellings} spellings in ${dialects.length} dialects, ${leading} lead to a successor, parse errors = ${errors}`,
  );
});

/** Strictly an IMF-fixdate (RFC 9110, section 5.6.7). */
const parseHttpDate = (text: string): Date => {
  const date = new Date(text);
  if (date.toUTCString() !== text || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    throw new Error(`"${text}" is no HTTP date`);
  return date;
};

const LINK = /^<([^<>"\s]*)>((?:; [a-z]+="[^"]*")*)$/;

/** The links of a `Link` (RFC 8288) by their relation. */
const parseLinks = (text: string): Map<string, string> =>
  new Map(
    text.split(', ').map((link) => {
      const [, target = '', parameters = ''] = LINK.exec(link) ?? [];
      const rel = /; rel="([a-z-]+)"/.exec(parameters)?.[1];
      if (!rel || new URL(target, 'http://roster.example').origin !== 'http://roster.example')
        throw new Error(`"${link}" is no link of this server`);
      return [rel, target];
    }),
  );

const parsed = ({ headers }: Answer) => {
  const [deprecated] = parseItem(headers['deprecation'] ?? '');
  if (!(deprecated instanceof Date)) throw new Error(`${headers['deprecation']} is no date`);
  const links = parseLinks(headers['link'] ?? '');
  return { deprecated, sunset: parseHttpDate(headers['sunset'] ?? ''), links };
};

const lineOf = (route: Route): { line: string; body: unknown } => {
  const { method, path, query, body } = exampleRequest(route);
  const search = new URLSearchParams(query).toString();
  return { line: `${method} ${path}${search && `?${search}`}`, body };
};

/** Asks without a token, and where that changes nothing with one. */
const answersOf = async (api: Api, route: Route): Promise<Answer[]> => {
  const { line, body } = lineOf(route);
  const asking = body === undefined ? {} : { body };
  const unknown = await api.server.ask(line, asking);
  return route.method === 'GET' ? [unknown, await api.ask(line, asking)] : [unknown];
};

const judge = async (api: Api, answer: Answer): Promise<void> => {
  figures.answers += 1;
  figures.errors += 1;
  const { deprecated, sunset, links } = parsed(answer);
  expect(deprecated.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(sunset.toISOString()).toBe('2040-02-29T23:59:59.000Z');
  expect(deprecated < sunset).toBe(true);
  expect((await api.server.ask(`GET ${links.get('deprecation')}`)).status).toBe(200);
  if (links.has('successor-version')) figures.leading += 1;
  figures.errors -= 1;
};

describe.each(Object.entries(servers))('%s', (_name, api) => {
  test('the headers of every spelling that goes can be parsed, and are in order', async () => {
    const { routes } = api.server.wiring.tables.served();
    for (const route of routes.filter(({ lifecycle }) => lifecycle !== null)) {
      figures.spellings += 1;
      for (const answer of await answersOf(api, route)) await judge(api, answer);
    }
  });
});

test('every spelling was asked', () => {
  const { served } = servers.leading.server.wiring.tables;
  const canonicalAndAlias = served().routes.filter(({ dialect }) => dialect.name === 'rest');
  const aliases = canonicalAndAlias.filter(({ label, canonicalLabel }) => label !== canonicalLabel);
  expect(figures.spellings).toBe(served().routes.length + aliases.length);
});
