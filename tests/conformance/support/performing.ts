import type { Route } from '../../../routes/route';
import type { Answer } from '../../support/test-server';
import type { Deed } from './deed';
import type { Person } from './person';
import { type Ids, type Saying, say } from './saying';
import type { Scene } from './scene';
import { type Stage, setStage } from './stage';

/** A deed that was done in one spelling. */
export interface Performance {
  readonly saying: Saying;
  readonly answer: Answer;
  readonly stage: Stage;
  /** Whom it was done to: of a create, the new user. */
  readonly target: Ids;
  /** Who that is then; null when it is gone. */
  readonly expected: Person | null;
}

const idsOf = async ({ server }: Scene, email: unknown): Promise<Ids> => {
  const sql = 'select id, ulid, hex_id as "hexId" from users where email = $1 and deleted_at is null';
  const { rows } = await server.database.pool.query(sql, [email]);
  if (rows.length !== 1) throw new Error(`${rows.length} users have the email ${email}`);
  return rows[0];
};

const credentialOf = ({ as }: Deed, { token }: Stage) => {
  if (as === 'nobody') return 'anonymous';
  return as === 'target' ? { token } : {};
};

/** Whether the binding's own demands keep whoever does it from doing it, or from doing it to this target. */
const isBarred = ({ as }: Deed, { binding: { floor, refusesOneself, at } }: Route): boolean =>
  as === 'target' ? floor !== undefined || refusesOneself === true : at.user?.in === 'caller';

/** Does a deed in one spelling; null where the spelling cannot say it. */
export const perform = async (scene: Scene, deed: Deed, route: Route): Promise<Performance | null> => {
  if (isBarred(deed, route)) return null;
  const stage = await setStage(scene, deed.before);
  const aim = { user: stage.user, session: stage.sessionId };
  const saying = say(route, aim, deed.must?.(stage, route), deed.spare?.(stage));
  if (!saying) return null;
  const at = scene.clock.now().toISOString();
  const answer = await scene.ask(saying, credentialOf(deed, stage));
  scene.clock.advance(1000);
  const isNew = deed.operation === 'users.create' && answer.status < 300;
  return {
    saying,
    answer,
    stage,
    target: isNew ? await idsOf(scene, saying.wrote['email']) : stage.user,
    expected: deed.after(stage.person, saying.wrote, at),
  };
};
