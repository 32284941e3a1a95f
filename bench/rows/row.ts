import type { Bench } from '../bench';
import type { Line } from '../line';

/** A row of the table. */
export interface Row {
  readonly name: string;
  /** What is measured, for `--help`. */
  readonly says: string;
  /** Only when it is asked for by name. */
  readonly isExtra?: true;
  readonly run: (bench: Bench) => Promise<Line[]>;
}

/** Why a row cannot be measured here; no fault. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}
