import { assertionsOn } from './assertions';
import type { RequestItem } from './collection-format';
import { type Described, descriptionOf, nameOf } from './describe-request';
import { playOf, type Step } from './plan';
import { type Filling, requestOf } from './request';
import { savedResponses } from './saved-responses';
import { script, skippingWhen } from './scripts';
import { valuesOf } from './values';
import type { Keeps } from './variables';

/** What a request says otherwise than its binding's play. */
export interface ItemOptions extends Partial<Filling> {
  readonly name?: string;
  readonly keeps?: Keeps;
  /** Lines of scripts before the request, and after its assertions. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

const ROLE_MARKS: Readonly<Record<Step['role'], string>> = {
  own: '',
  'for others': ' (for what follows)',
  'cleaning up': ' (clean up)',
};

/** A request with its assertions, its description and, where it is the canonical spelling's own, examples of its answers. */
export const itemOf = (
  { route, role, isPlayable }: Step,
  described: Described,
  options: ItemOptions = {},
): RequestItem => {
  const { before = [], after = [], name = nameOf(described) + ROLE_MARKS[role] } = options;
  const values = options.values ?? valuesOf(route.binding);
  const keeps = options.keeps ?? playOf(route.binding).keeps ?? {};
  const request = requestOf(route, { ...options, values });
  const isCanonical = role === 'own' && described.spellings[0] === route;
  const first = isPlayable ? before : [skippingWhen('true'), ...before];
  return {
    name,
    event: [
      ...(first.length > 0 ? [script('prerequest', first)] : []),
      script('test', [...assertionsOn(route, values, keeps), ...after]),
    ],
    request: { ...request, description: descriptionOf(described, isPlayable) },
    response: isCanonical ? savedResponses(route, request) : [],
  };
};
