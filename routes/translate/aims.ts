import type { KnownIds, Remark } from '../../src/domain/translation';
import type { UserRef } from '../../src/domain/user';
import { givenId, type IdForm, type NamedLocator, parseUserRef, type Target } from '../locator';
import type { Route } from '../route';
import type { WireRequest } from '../wire';
import type { NameMaker } from './names';
import { isOpen, openName, placeholder } from './reading/placeholder';
import { remark } from './remarks';

/** What a request is aimed at: a thing with an id, one that somebody fills in, or whoever asks. */
export type Aim =
  | { readonly kind: 'ref'; readonly ref: UserRef }
  /** Without a text nobody gave it a name either. */
  | { readonly kind: 'open'; readonly text: string | null; readonly form: IdForm }
  | { readonly kind: 'caller' };

export type Aims = Partial<Readonly<Record<Target, Aim>>>;

const SUFFIXES: Readonly<Record<IdForm, string>> = {
  integer: 'id',
  any: 'id',
  ulid: 'ulid',
  hex: 'hex_id',
};

const WORDS: Readonly<Record<IdForm, string>> = {
  integer: 'an integer',
  any: 'an id of any form',
  ulid: 'a ULID',
  hex: '24 hex digits',
};

const nameFor = (target: Target, form: IdForm): string => `${target}_${SUFFIXES[form]}`;

interface AimRead {
  readonly aim: Aim;
  readonly notes: readonly Remark[];
}

const readAim = (target: Target, locator: NamedLocator, request: WireRequest): AimRead => {
  const { form, name } = locator;
  const raw = givenId(locator, request);
  const text = typeof raw === 'string' ? raw : '';
  const ref = parseUserRef(text, form);
  if (ref) return { aim: { kind: 'ref', ref }, notes: [] };
  const open = openName(text);
  if (open !== null || isOpen(text)) {
    return { aim: { kind: 'open', text: open === null ? text : placeholder(open), form }, notes: [] };
  }
  const why =
    text === ''
      ? `stands nowhere in the request; it is ${WORDS[form]}`
      : `${text} is no id here, which is ${WORDS[form]}`;
  return {
    aim: { kind: 'open', text: null, form },
    notes: [remark(target, why, name)],
  };
};

/** What a request of a route is aimed at. What is no id is left to be filled in. */
export const readAims = (
  { binding }: Route,
  request: WireRequest,
): { readonly aims: Aims; readonly notes: readonly Remark[] } => {
  const read = Object.entries(binding.at).map(([target, locator]) => {
    const one: AimRead =
      locator.in === 'caller'
        ? { aim: { kind: 'caller' }, notes: [] }
        : readAim(target as Target, locator, request);
    return { target, ...one };
  });
  return {
    aims: Object.fromEntries(read.map(({ target, aim }) => [target, aim])),
    notes: read.flatMap(({ notes }) => notes),
  };
};

const KINDS: Readonly<Record<UserRef['kind'], IdForm>> = { id: 'integer', ulid: 'ulid', hex: 'hex' };

const idOfForm = (form: IdForm, ids: KnownIds | null): string | undefined => {
  if (form === 'ulid') return ids?.ulid;
  return form === 'hex' ? ids?.hexId : ids?.id.toString();
};

/** The text of an id, and what is to be said about one that is left to be filled in. */
export interface PlacedId {
  readonly text: string;
  readonly notes: readonly Remark[];
}

const fits = (has: IdForm, wanted: IdForm): boolean => wanted === 'any' || has === wanted;

const knownText = ({ kind, value }: UserRef, form: IdForm, ids: KnownIds | null): string | undefined =>
  fits(KINDS[kind], form) ? value : idOfForm(form, ids);

/** What there is to write an aim with. */
export interface Known {
  /** What the directory knows of it. */
  readonly ids: KnownIds | null;
  /** Makes a name for what it does not know. */
  readonly nameIt: NameMaker;
}

/** An aim as the dialect writes it. */
export const placeAim = (
  target: Target,
  aim: Aim,
  { form, name }: NamedLocator,
  { ids, nameIt }: Known,
): PlacedId => {
  if (aim.kind === 'caller') {
    const text = idOfForm(form, ids) ?? nameIt(nameFor(target, form));
    return {
      text,
      notes: isOpen(text) ? [remark(target, `your own id, ${WORDS[form]}, for ${text}`, name)] : [],
    };
  }
  if (aim.kind === 'open' && aim.text !== null) {
    const why = `${aim.text} is ${WORDS[form]} here`;
    return { text: aim.text, notes: fits(aim.form, form) ? [] : [remark(target, why, name)] };
  }
  const known = aim.kind === 'ref' ? knownText(aim.ref, form, ids) : undefined;
  if (known !== undefined) return { text: known, notes: [] };
  const text = nameIt(nameFor(target, form));
  const put = `put ${WORDS[form]} for ${text}`;
  const why = aim.kind === 'ref' ? `nothing is known of ${aim.ref.value}: ${put}` : put;
  return { text, notes: [remark(target, why, name)] };
};
