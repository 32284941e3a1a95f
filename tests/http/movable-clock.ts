import type { Clock } from '../../src/domain/ports';

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  /** Sets the time, RFC 3339. */
  set(time: string): void;
  /** Moves the time on by so many seconds. */
  advance(seconds: number): void;
}

export const movableClock = (start: string): MovableClock => {
  let now = new Date(start);
  return {
    now: () => now,
    set(time) {
      now = new Date(time);
    },
    advance(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
};
