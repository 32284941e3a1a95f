import { refuse } from '../../codec/query';

/** What can be translated at all. */
export const READABLE = 'a curl line, an HTTP request, a HAR entry or a Postman item';

/** Throws `invalid_fields`: what the text must be and is not. It goes on from "the request must be ...". */
export const refuseText = (expected: string): never => refuse({ field: 'text', rule: 'range', expected });
