import { statusAt } from '../../domain/lifecycle';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** The spellings that go, with where each of them is now; those that stay as well where they are asked for. */
export const listLifecycles =
  ({ lifecycles, clock }: Dependencies): Controller<'lifecycle.list'> =>
  async ({ all }) => {
    const now = clock.now();
    return lifecycles
      .spellings()
      .filter(({ lifecycle }) => all || lifecycle !== null)
      .map((spelling) => ({ ...spelling, status: statusAt(spelling.lifecycle, now) }));
  };
