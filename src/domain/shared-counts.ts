/** How often something was counted in the window that runs, and when that ends. */
export interface WindowCount {
  readonly totalHits: number;
  readonly resetTime: Date;
}

/**
 * Counts that several processes share, kept outside of them. Nothing here rejects, and nothing takes longer than the time
 * limit of the settings; while the place where they are kept is away, every answer is null at once.
 */
export interface SharedCounts {
  /** Counts one for a key; resolves to null where that was not done in time. */
  increment(key: string): Promise<WindowCount | null>;
  /** What was counted for a key, `none` where no window runs; null where nobody can tell. */
  get(key: string): Promise<WindowCount | 'none' | null>;
  /** Whether they can be counted at the moment. */
  isUp(): boolean;
  /** Begins to connect, and resolves when the first try has ended, whichever way. It is tried again until `close`. */
  open(): Promise<void>;
  /** Ends the connection, whatever its state. */
  close(): void;
}
