import type { IdForm } from '../../routes/locator';
import type { Route } from '../../routes/route';
import { report } from '../support/report';
import { TABLE } from './support/dialects';
import { golden, heard } from './support/golden';
import { type Ids, type Saying, say } from './support/saying';
import { NOBODY, PASSWORD, type Somebody, useScene } from './support/scene';

const scene = useScene();
const figures = { routes: 0, ids: 0, wrong: 0 };

afterAll(() => {
  const { routes, ids, wrong } = figures;
  report(`ids parity: ${routes} spellings on a user, ${ids} ids that name nobody there, found = ${wrong}`);
});

const formOf = ({ binding }: Route): IdForm | null => {
  const { user } = binding.at;
  return user && user.in !== 'caller' ? user.form : null;
};

const onUsers = TABLE.routes.filter((route) => formOf(route) !== null);

/** The ids of somebody in forms that are not this one, and what looks like one and is none. */
const strangers = ({ user }: Somebody, form: IdForm): string[] => {
  const { ulid, hexId } = user;
  const id = String(user.id);
  const never = ['', ' ', 'x', 'null', '-1', '%00', `${id}'--`, '9223372036854775808', `${id},${id}`];
  const forms: Readonly<Record<IdForm, readonly string[]>> = {
    integer: [ulid, hexId, `0${id}`, `+${id}`, `${id}.0`, ` ${id}`, `${id}e0`, `0x${user.id.toString(16)}`],
    ulid: [id, hexId, ulid.toLowerCase(), `${ulid}0`, ` ${ulid}`],
    hex: [id, ulid, hexId.toUpperCase(), `${hexId}0`, ` ${hexId}`],
    any: [`0${id}`, ulid.toLowerCase(), hexId.toUpperCase()],
  };
  // What is empty in a query or missing in a path is no id at all, which is another answer.
  return [...never, ...forms[form]].filter((text) => text.trim() !== '');
};

const named = (text: string): Ids => ({ id: text, ulid: text, hexId: text });

const ADDED = { password: PASSWORD, roles: ['creator'], name: 'Another Name', canWrite: true };

/** A request of the route on whoever bears the ids, with a body that would do. */
const on = (route: Route, user: Ids): Saying => {
  const aim = { user, session: NOBODY.ulid };
  for (const values of [{}, ...Object.entries(ADDED).map(([field, value]) => ({ [field]: value }))]) {
    const saying = say(route, aim, values, ADDED);
    const isEmpty = route.binding.operation === 'users.update' && Object.keys(values).length === 0;
    if (saying && !isEmpty) return saying;
  }
  throw new Error(`${route.label} cannot be asked`);
};

const rowOf = async ({ user }: Somebody): Promise<unknown> =>
  (await scene.now().server.database.pool.query('select * from users where id = $1', [user.id])).rows[0];

const expectNobody = async (route: Route, ids: readonly Ids[]): Promise<void> => {
  const expected = golden(route.dialect.name, 'user_not_found');
  for (const user of ids) {
    const saying = on(route, user);
    const answer = heard(await scene.now().ask(saying));
    figures.ids += 1;
    figures.wrong += 1;
    expect([saying.line, saying.body, answer]).toEqual([saying.line, saying.body, expected]);
    figures.wrong -= 1;
  }
};

test.each(onUsers.map((route) => [route.label, route.binding.operation, route] as const))(
  '%s (%s) finds nobody by an id of another form, and nobody who is gone',
  async (_label, operation, route) => {
    const { somebody, server, token } = scene.now();
    const [there, gone] = [await somebody(), await somebody()];
    await server.ask(`DELETE /api/users/${gone.user.id}`, { token });
    const before = [await rowOf(there), await rowOf(gone)];
    const strange = strangers(there, formOf(route) ?? 'any').map(named);
    await expectNobody(route, [NOBODY, ...strange]);
    // Whoever is gone can be brought back, and is read by those who ask for whole records.
    if (operation !== 'users.restore' && operation !== 'directory.get')
      await expectNobody(route, [gone.user]);
    expect([await rowOf(there), await rowOf(gone)]).toEqual(before);
    figures.routes += 1;
  },
);
