import type { IncomingMessage } from 'node:http';
import type { EntityTag, Preconditions, TagCondition } from '../domain/entity-tag';

/** An element of a list: an entity tag with or without `W/` (RFC 9110, 8.8.3), or whatever else stands before a comma. */
const ELEMENT = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?=,|$)|[^,]*)(?:,|$)/y;

const tagsIn = (header: string): EntityTag[] => {
  const tags: EntityTag[] = [];
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < header.length) {
    const [, weak, opaque] = ELEMENT.exec(header) ?? [];
    if (opaque !== undefined) tags.push({ opaque, isWeak: weak !== undefined });
  }
  return tags;
};

const conditionOf = (header: string | undefined): TagCondition | null => {
  if (header === undefined) return null;
  return header.trim() === '*' ? 'any' : tagsIn(header);
};

/** What a request asks of the version of what it is aimed at. What is no entity tag there names none. */
export const preconditionsOf = ({ headers }: Pick<IncomingMessage, 'headers'>): Preconditions | undefined => {
  const ifMatch = conditionOf(headers['if-match']);
  const ifNoneMatch = conditionOf(headers['if-none-match']);
  return ifMatch || ifNoneMatch ? { ifMatch, ifNoneMatch } : undefined;
};
