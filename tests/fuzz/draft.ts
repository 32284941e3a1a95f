import type { Json } from '../../routes/wire';
import type { Cast } from './cast';
import type { Draw } from './draw';
import { asBytes, barelyEscaped, escaped, type FuzzRequest } from './fuzz-request';
import { NAUGHTY_STRINGS } from './naughty';
import type { FuzzOperation } from './operations';

/** A request that is still being made: its body is the JSON, unless it has bytes already. */
export interface Draft extends FuzzRequest {
  readonly json: Json | undefined;
}

/** What a mutation may look at. */
export interface Around {
  readonly operation: FuzzOperation;
  readonly cast: Cast;
  readonly draw: Draw;
}

/** Something done to a request. */
export type Mutation = (draft: Draft, around: Around) => Draft;

/** A naughty string. */
export const naughty = (draw: Draw): string => draw.pick(NAUGHTY_STRINGS);

const twice = (text: string): string => escaped(text).replaceAll('%', '%25');
const every = (text: string): string =>
  [...Buffer.from(asBytes(text), 'latin1')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** The text as it could stand in a URL: properly escaped, or not quite. */
export const inUrl = (text: string, draw: Draw): string =>
  draw.pick([escaped, escaped, escaped, barelyEscaped, twice, every])(text);
