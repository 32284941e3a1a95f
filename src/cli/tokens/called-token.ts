import type { ApiToken } from '../../domain/api-token';
import { tame } from '../columns';

/** A token as commands speak of it: `API token 7 (nightly)`. */
export const calledToken = ({ id, name }: ApiToken): string =>
  `API token ${id}${name === null ? '' : ` (${tame(name)})`}`;
