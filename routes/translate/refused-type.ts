import type { Remark } from '../../src/domain/translation';
import { isFormType, isJsonType } from '../media-type';
import type { Route } from '../route';
import { isForm } from './reading/body-text';
import { JSON_TYPE } from './reading/media-types';
import { mediaTypeOf, type WrittenRequest } from './reading/request-text';
import { remark } from './remarks';

const note = (why: string): Remark[] => [remark('contentType', why, 'Content-Type')];

/**
 * What is to be said of a body that its own dialect would not read as what it was meant to be; nothing where nobody says
 * what it is sent as.
 */
export const refusedType = (routes: readonly Route[], written: WrittenRequest): Remark[] => {
  const { method, body } = written;
  const type = mediaTypeOf(written);
  const [route] = routes;
  if (!route || !body || type === undefined || isJsonType(type)) return [];
  if (method === 'GET' || method === 'HEAD') return [];
  const { name } = route.dialect;
  const takesForms = routes.some(({ binding }) => binding.acceptsForms);
  if (!takesForms || !isFormType(type))
    return note(`${name} would refuse this: 415, since it is sent as ${type} and not as ${JSON_TYPE}`);
  return isForm(body)
    ? []
    : note(`${name} would read nothing in this: it is sent as a form and not as ${JSON_TYPE}`);
};
