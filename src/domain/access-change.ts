/** Something was taken away from somebody: what is remembered of its credentials is not good any more. */
export interface AccessChange {
  /** Id of the user. */
  readonly whose: number | 'everybody';
}
