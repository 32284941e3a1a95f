import type {
  ExpectedAnswer,
  IdLookup,
  Remark,
  TranslatedRequest,
  Translation,
} from '../../src/domain/translation';
import { refuse } from '../codec/query';
import type { Route } from '../route';
import type { RouteTable } from '../table';
import { answerOf, demandsOf, emptyAnswerOf } from './answer';
import { chooseWay } from './choose-way';
import { credentialNotes } from './credentials';
import { toCurl } from './curl-text';
import { findRoute } from './find';
import { lifecycleNotes } from './lifecycle-notes';
import { type Meaning, readMeaning } from './meaning';
import { namesBeside, namesOf } from './names';
import { readRequest } from './reading/read-request';
import type { WrittenRequest } from './reading/request-text';
import { refusedType } from './refused-type';
import { remark } from './remarks';
import type { Attempt, RequestToSend } from './writing/attempt';
import { keptHeaders } from './writing/headers';
import type { IdsOf } from './writing/wanted';

/** A translation with what it takes to write it down in yet another form. */
export interface Translated {
  readonly translation: Translation;
  readonly sent: RequestToSend | null;
  /** Scheme and host as they were given, or the name that stands for them. */
  readonly origin: string | null;
}

/** What can be looked up; policies and sessions are spoken of in one dialect alone. */
const LOOKED_UP = ['user', 'token'] as const;

const lookedUp = async ({ aims }: Meaning, lookup: IdLookup | null): Promise<IdsOf> => {
  const ids: { -readonly [Target in keyof IdsOf]: IdsOf[Target] } = {};
  for (const target of LOOKED_UP) {
    const aim = aims[target];
    const known = lookup && aim?.kind === 'ref' ? await lookup(target, aim.ref) : null;
    if (known) ids[target] = known;
  }
  return ids;
};

/** HEAD is GET without a body in the answer. */
const methodOf = ({ method }: WrittenRequest, route: Route): string =>
  method === 'HEAD' && route.method === 'GET' ? 'HEAD' : route.method;

const requestOf = (written: WrittenRequest, { route, request }: Attempt): TranslatedRequest | null =>
  request && {
    method: methodOf(written, route),
    path: request.path,
    query: request.query,
    headers: keptHeaders(written, request.body !== undefined),
    body: request.body ?? null,
  };

const assertKnown = ({ routes }: RouteTable, dialect: string): void => {
  const names = [...new Set(routes.map((route) => route.dialect.name))];
  if (!names.includes(dialect)) refuse({ field: 'into', rule: 'one_of', expected: names });
};

const curlOf = (
  request: TranslatedRequest | null,
  way: Attempt | undefined,
  origin: string | null,
): string | null => (request && way?.request ? toCurl(request, way.request, origin) : null);

const answerTo = ({ method }: WrittenRequest, from: Route, to: Route): ExpectedAnswer =>
  method === 'HEAD' ? emptyAnswerOf(to) : answerOf(from, to);

/** What is to be said of a request as it was written down. */
const notesOn = (routes: readonly Route[], written: WrittenRequest): Remark[] => [
  ...(written.notes ?? []),
  ...credentialNotes(written),
  ...refusedType(routes, written),
];

/** What a translation may know besides the request. */
export interface Surroundings {
  readonly lookup?: IdLookup | null;
  /** Names to fill in that have a meaning already; those of the request unless said. */
  readonly taken?: ReadonlySet<string>;
}

/** A request that was read, in another dialect. Throws `invalid_fields` as `translateText` does. */
export const translateWritten = async (
  table: RouteTable,
  written: WrittenRequest,
  into: string,
  { lookup = null, taken = namesOf(written) }: Surroundings = {},
): Promise<Translated> => {
  assertKnown(table, into);
  const { route, routes, request, origin } = findRoute(table, written);
  const meaning = readMeaning(route, request, namesBeside(taken));
  const way = chooseWay(into, { table, meaning, ids: await lookedUp(meaning, lookup) });
  const { operation } = route.binding;
  const said = way ? requestOf(written, way) : null;
  const to = way && said ? way.route : null;
  const unsayable = remark(operation, `${into} has no words for it`, operation);
  const translation: Translation = {
    from: { dialect: route.dialect.name, operation, spelling: route.label },
    to: { dialect: into, operation: to?.binding.operation ?? null, spelling: to?.label ?? null },
    request: said,
    curl: curlOf(said, way, origin),
    answer: to && answerTo(written, route, to),
    lost: [...(said ? [] : [unsayable]), ...(way?.lost ?? [])],
    notes: [
      ...notesOn(routes, written),
      ...meaning.notes,
      ...(way?.notes ?? []),
      ...(to ? demandsOf(route, to) : []),
      ...lifecycleNotes(route, to),
    ],
  };
  return { translation, sent: way?.request ?? null, origin };
};

/**
 * A request in whatever form it was written down, in the words of another dialect: the same operation, or one that does
 * the same. Ids are put into the other's form where the lookup knows them, else left to be filled in. Throws
 * `invalid_fields` for a text that is no request (`text`) and for a dialect that is none (`into`).
 */
export const translateText = async (
  table: RouteTable,
  text: string,
  into: string,
  lookup: IdLookup | null = null,
): Promise<Translation> => (await translateWritten(table, readRequest(text), into, { lookup })).translation;
