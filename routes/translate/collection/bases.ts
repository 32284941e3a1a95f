import type { Remark } from '../../../src/domain/translation';
import type { NameMaker } from '../names';
import { namesIn, piecesOf, placeholder } from '../reading/placeholder';
import type { WrittenRequest } from '../reading/request-text';
import { remark } from '../remarks';
import type { Item } from './collection-format';
import { variablesOf, withVariable } from './variables';

/** A variable whose value holds a part of the path (`{{baseUrl}}` is `http://host/api`): no other dialect's path begins so. */
export interface Base {
  readonly name: string;
  readonly origin: string;
  /** From its first slash on, without the last. */
  readonly path: string;
  /** The name to fill in that stands for the origin alone. */
  readonly originName: string;
}

/** The variables of a collection that hold a part of the path. */
export const basesOf = (collection: Item, nameIt: NameMaker): Base[] =>
  [...variablesOf(collection)].flatMap(([name, value]) => {
    const [, origin, path] = /^([a-z][a-z0-9+.-]*:\/\/[^/]+)(\/.*?[^/])\/*$/i.exec(value) ?? [];
    return origin && path ? [{ name, origin, path, originName: nameIt(`${name}_origin`) }] : [];
  });

/** The request with that part of its path written out. */
export const withBase = (written: WrittenRequest, bases: readonly Base[]): WrittenRequest => {
  const [first, ...rest] = piecesOf(written.url);
  const base = bases.find(({ name }) => name === first?.name);
  if (!base) return written;
  return { ...written, url: base.originName + base.path + rest.map(({ text }) => text).join('') };
};

/** Whether somebody still speaks of a variable in the text of a collection, be it a script. */
const isSpokenOf = (text: string, name: string): boolean =>
  namesIn(text).includes(name) || [`\\"${name}\\"`, `'${name}'`].some((word) => text.includes(word));

interface Settled {
  readonly collection: Item;
  readonly notes: readonly Remark[];
}

const settleBase = ({ collection, notes }: Settled, base: Base): Settled => {
  const { name, origin, path, originName } = base;
  const { variable: _variable, ...rest } = collection;
  const text = JSON.stringify(rest);
  if (!text.includes(originName)) return { collection, notes };
  const plain = originName.slice(2, -2);
  if (isSpokenOf(text, name)) {
    const why = `new, ${origin}: ${name} ends in ${path}, and stands where nothing was rewritten`;
    return {
      collection: withVariable(collection, plain, origin),
      notes: [...notes, remark('variable', why, plain)],
    };
  }
  const why = `now ${origin}, without ${path}: an environment that sets it must leave that out as well`;
  const renamed = JSON.parse(
    JSON.stringify(collection).replaceAll(originName, () => placeholder(name)),
  ) as Item;
  return {
    collection: withVariable(renamed, name, origin),
    notes: [...notes, remark('variable', why, name)],
  };
};

/** Gives the rewritten requests a variable for their server: the one that they had where nobody else needs it, or a new one. */
export const settleBases = (collection: Item, bases: readonly Base[]): Settled =>
  bases.reduce(settleBase, { collection, notes: [] });
