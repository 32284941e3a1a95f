import type { Route } from '../../../routes/route';
import type { Answer } from '../../support/test-server';
import { routesFor } from './dialects';
import type { Person } from './person';
import { type Saying, say, type Values } from './saying';
import type { Scene } from './scene';

/** A name that somebody signs in by. */
export type Name = 'username' | 'email' | 'employeeId' | 'phone';

/** One way to sign in: a spelling of a dialect, the name that it takes, and how it is sent. */
export interface Way {
  readonly route: Route;
  readonly name: Name;
  readonly isForm: boolean;
  /** As it is printed. */
  readonly label: string;
}

type Keys = readonly (readonly [name: Name, key: string])[];

const BY_PASSWORD: Keys = [
  ['username', 'username'],
  ['email', 'email'],
  ['username', 'identifier'],
  ['email', 'identifier'],
  ['employeeId', 'employeeId'],
];

/** Every way to try a name, whoever it is and whatever the proof. */
export interface Ways {
  readonly way: Way;
  readonly saying: (person: Pick<Person, Name>, proof: string) => Saying;
}

const SAMPLE: Pick<Person, Name> = { username: 'x', email: 'x@example.com', employeeId: 'x', phone: '+491' };

const waysOf = (
  route: Route,
  name: Name,
  valuesOf: (person: Pick<Person, Name>, proof: string) => Values,
): Ways[] => {
  if (!say(route, {}, valuesOf(SAMPLE, '000000'))) return [];
  const saying: Ways['saying'] = (person, proof) => {
    const said = say(route, {}, valuesOf(person, proof));
    if (!said) throw new Error(`${route.label} takes no ${name} such as ${person[name]}`);
    return said;
  };
  const keys = Object.keys(valuesOf(SAMPLE, '')).join(' and ');
  const forms = route.binding.acceptsForms ? [false, true] : [false];
  return forms.map((isForm) => ({
    way: { route, name, isForm, label: `${route.label} by ${keys}${isForm ? ' as a form' : ''}` },
    saying,
  }));
};

/** Every way of every dialect to sign in by password. */
export const PASSWORD_WAYS: readonly Ways[] = routesFor('auth.signIn').flatMap((route) =>
  BY_PASSWORD.flatMap(([name, key]) =>
    waysOf(route, name, (person, password) => ({ [key]: person[name], password })),
  ),
);

/** Every way of every dialect to sign in by a code. */
export const CODE_WAYS: readonly Ways[] = routesFor('auth.signInByCode').flatMap((route) =>
  waysOf(route, 'phone', ({ phone: mobile }, code) => ({ mobile, code })),
);

/** Tries a way from an address of one's own. */
export const tryWay = (
  { server }: Scene,
  { way, saying }: Ways,
  person: Pick<Person, Name>,
  { proof, from }: { readonly proof: string; readonly from: string },
): Promise<Answer> => {
  const { line, body = {} } = saying(person, proof);
  const address = { 'X-Forwarded-For': from };
  if (!way.isForm) return server.ask(line, { body, headers: address });
  const raw = new URLSearchParams(body as Record<string, string>).toString();
  return server.ask(line, {
    raw,
    headers: { ...address, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
};
