import type { Dialect } from '../../../routes/dialect';
import type { OperationId } from '../../../src/operations/contract';
import type { Answer } from '../../support/test-server';
import { firstSaying, type Provocation, sessionOf } from './provocations';
import type { Values } from './saying';
import { PASSWORD, type Scene, type Somebody } from './scene';

const WRONG = 'Quite-1-wrong';

/** What proves nobody to be anybody, in the names that some dialect has for it. */
const wrong = ({ person }: Somebody): readonly Values[] => [
  { username: person.username, password: WRONG },
  { email: person.email, password: WRONG },
];

const wrongCode = ({ person }: Somebody): Values => ({ mobile: person.phone, code: '000000' });

const TRIES: Partial<Record<OperationId, (somebody: Somebody) => readonly Values[]>> = {
  'auth.signIn': wrong,
  'auth.signInByCode': (somebody) => [wrongCode(somebody)],
  'auth.resetPasswordByCode': (somebody) => [{ ...wrongCode(somebody), newPassword: PASSWORD }],
  'auth.changePassword': () => [{ currentPassword: WRONG, newPassword: PASSWORD }],
};

/** Tries in vain so many times; the last answer. */
const inVain =
  (operation: OperationId, times: number): Provocation =>
  async (scene, dialect) => {
    const somebody = await scene.somebody();
    // Told apart before anything is held against the account, which a session needs none of.
    const token = await sessionOf(scene, somebody.person.username);
    for (const values of TRIES[operation]?.(somebody) ?? []) {
      const saying = firstSaying(dialect, operation, {}, values);
      if (!saying) continue;
      const answers: Answer[] = [];
      for (let tries = 0; tries < times; tries += 1) answers.push(await scene.ask(saying, { token }));
      return answers.at(-1) ?? null;
    }
    return null;
  };

const BUDGET = 5;

const refreshing =
  (tokenOf: (scene: Scene) => Promise<string>): Provocation =>
  async (scene: Scene, dialect: Dialect) => {
    const refreshToken = await tokenOf(scene);
    const saying = firstSaying(dialect, 'auth.refresh', {}, { refreshToken });
    return saying && scene.ask(saying, 'anonymous');
  };

/** A refresh token that has outlived itself; so has everything else with it. */
const outlived = async (scene: Scene): Promise<string> => {
  const { person } = await scene.somebody();
  const body = { username: person.username, password: PASSWORD };
  const { json } = await scene.server.ask('POST /api/auth/login', { body });
  scene.clock.advance(scene.server.config.refreshTokenTtlSeconds * 1000 + 1000);
  return (json as { refresh_token: string }).refresh_token;
};

/** Everything about proving who one is. */
export const SIGN_IN_PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  invalid_credentials: inVain('auth.signIn', 1),
  invalid_code: inVain('auth.signInByCode', 1),
  invalid_reset_code: inVain('auth.resetPasswordByCode', 1),
  current_password_incorrect: inVain('auth.changePassword', 1),
  'too_many_sign_ins [auth.signIn]': inVain('auth.signIn', BUDGET + 1),
  'too_many_sign_ins [auth.signInByCode]': inVain('auth.signInByCode', BUDGET + 1),
  'too_many_sign_ins [auth.changePassword]': inVain('auth.changePassword', BUDGET + 1),
  'too_many_sign_ins [auth.resetPasswordByCode]': inVain('auth.resetPasswordByCode', BUDGET + 1),
  invalid_refresh_token: refreshing(async () => 'rrt_made-up'),
  refresh_token_expired: refreshing(outlived),
};
