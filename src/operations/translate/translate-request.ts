import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { idLookup } from './id-lookup';

/** A request in another dialect's words. Throws `invalid_fields`. */
export const translateRequest =
  ({ translator, ...needs }: Dependencies): Controller<'translate.request'> =>
  ({ text, into }, context) =>
    translator.translate(text, into, idLookup(needs, callerOf(context)));
