import type { Route } from '../../../routes/route';
import { CONFORMING, routesFor } from '../support/dialects';
import { type Saying, say, type Values } from '../support/saying';
import { NOBODY, PASSWORD } from '../support/scene';
import type { Step } from './steps';
import { MACHINE, type World } from './world';

let spares = 0;

/** What bodies must hold that the step says nothing of. */
const spare = (): Values => {
  spares += 1;
  return {
    ...{ username: `spare${spares}`, name: 'Spare', phone: '+4930999', password: PASSWORD },
    ...{ roles: ['user'], userType: 'employee' },
  };
};

const turned = <T>(items: readonly T[], by: number): T[] => {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
};

const isForOthers = ({ binding }: Route): boolean => binding.at.user?.in !== 'caller';

/** A list from its first row to its last, where the dialect shows a few at a time. */
const whole = (saying: Saying): Saying => {
  const isPaged = saying.route.binding.query?.some(({ name }) => name === 'limit');
  return isPaged ? { ...saying, line: `${saying.line}?limit=200` } : saying;
};

/** The place of a step's target among the members; beyond them is nobody. */
export const placeOf = ({ members }: World, { target: { among, place } }: Step): number => {
  const others = members.length - MACHINE;
  if (among === 'nobody' || (among === 'others' && others === 0)) return members.length;
  return among === 'callers' ? place % MACHINE : MACHINE + (place % others);
};

/** The step in one of the dialects that can say it, and in one of the spellings of that; null where none can. */
export const choose = (world: World, step: Step): Saying | null => {
  const { operation, values, dialect, spelling } = step;
  const user = world.ids[placeOf(world, step)] ?? NOBODY;
  const spared = operation === 'users.create' ? spare() : {};
  const sayings = CONFORMING.flatMap((speaker): Saying[] => {
    for (const route of turned(routesFor(operation, speaker).filter(isForOthers), spelling)) {
      const saying = say(route, { user }, values, spared);
      if (saying) return [whole(saying)];
    }
    return [];
  });
  return turned(sayings, dialect)[0] ?? null;
};
