/** The token that a setting asks for: never expiring, and narrowed to nothing. */
export interface SettingToken {
  readonly ulid: string;
  readonly userId: number;
  /** What it is called where nobody else's token is. */
  readonly name: string;
  readonly prefix: string;
  readonly digest: Buffer;
  readonly policyId: number;
}

/** What was done so that the token of the settings is what they say. */
export interface EnsuredToken {
  readonly id: number;
  /**
   * It was made; it got the secret in the place of its former one; it had the secret and was put right; or a token that
   * was none of the settings' had the secret and was taken over.
   */
  readonly deed: 'made' | 'secret_replaced' | 'put_right' | 'taken_over';
  readonly name: string | null;
  /** The token that was the settings' before and is revoked for this one; null where there was none that was not. */
  readonly revokedId: number | null;
}
