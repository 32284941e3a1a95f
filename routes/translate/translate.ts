import type { IdLookup, TranslatedRequest, Translation } from '../../src/domain/translation';
import { refuse } from '../codec/query';
import type { RouteTable } from '../table';
import { answerOf, demandsOf } from './answer';
import { chooseWay } from './choose-way';
import { toCurl } from './curl-text';
import { findRoute } from './find';
import { type Meaning, readMeaning } from './meaning';
import { readRequest } from './reading/read-request';
import type { WrittenRequest } from './reading/request-text';
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

const requestOf = (written: WrittenRequest, { route, request }: Attempt): TranslatedRequest | null =>
  request && {
    method: route.method,
    path: request.path,
    query: request.query,
    headers: keptHeaders(written, request.body !== undefined),
    body: request.body ?? null,
  };

const assertKnown = ({ routes }: RouteTable, dialect: string): void => {
  const names = [...new Set(routes.map((route) => route.dialect.name))];
  if (!names.includes(dialect)) refuse({ field: 'into', rule: 'one_of', expected: names });
};

/** A request that was read, in another dialect. Throws `invalid_fields` as `translateText` does. */
export const translateWritten = async (
  table: RouteTable,
  written: WrittenRequest,
  into: string,
  lookup: IdLookup | null = null,
): Promise<Translated> => {
  assertKnown(table, into);
  const { route, request, origin } = findRoute(table, written);
  const meaning = readMeaning(route, request);
  const way = chooseWay(into, { table, meaning, ids: await lookedUp(meaning, lookup) });
  const { operation } = route.binding;
  const said = way ? requestOf(written, way) : null;
  const to = way && said ? way.route : null;
  const sent = way?.request ?? null;
  const unsayable = remark(operation, `${into} has no words for it`, operation);
  const translation: Translation = {
    from: { dialect: route.dialect.name, operation, spelling: route.label },
    to: { dialect: into, operation: to?.binding.operation ?? null, spelling: to?.label ?? null },
    request: said,
    curl: said && sent && toCurl(said, sent, origin),
    answer: to && answerOf(route, to),
    lost: [...(said ? [] : [unsayable]), ...(way?.lost ?? [])],
    notes: [...meaning.notes, ...(way?.notes ?? []), ...(to ? demandsOf(route, to) : [])],
  };
  return { translation, sent, origin };
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
): Promise<Translation> => (await translateWritten(table, readRequest(text), into, lookup)).translation;
