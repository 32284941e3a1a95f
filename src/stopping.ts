/** Whether a server is being stopped, and how long it goes on serving meanwhile. */
export interface Stopping {
  readonly hasBegun: () => boolean;
  /**
   * Begins the stop, and resolves after the delay in milliseconds: load balancers get to see that the server is not ready
   * any more before it stops listening.
   */
  begin(delayMs: number): Promise<void>;
  /** Ends the delay. */
  hurry(): void;
}

/** A server that is not being stopped. */
export const createStopping = (): Stopping => {
  let hasBegun = false;
  let end: () => void = () => undefined;
  let isHurried = false;
  return {
    hasBegun: () => hasBegun,
    async begin(delayMs) {
      hasBegun = true;
      if (delayMs === 0 || isHurried) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    hurry() {
      isHurried = true;
      end();
    },
  };
};
