import { createHash } from 'node:crypto';
import { groupBy } from '../../group-by';
import type { Route } from '../../route';
import type { Collection, Environment, Folder } from './collection-format';
import { frameOf } from './frame';
import { itemOf } from './item';
import { planFolder } from './plan';
import { rankOf } from './plays';
import { RUNNER } from './request';
import { routeBook } from './route-book';
import { RUN_SCRIPTS } from './run-scripts';
import { INPUTS, KEPT } from './variables';

/** The resources that operations are about, as folders are called. */
const TITLES: Readonly<Record<string, string>> = {
  users: 'Users',
  roles: 'Roles',
  directory: 'Directory',
  audit: 'Audit trail',
  policies: 'Policies',
  tokens: 'API tokens',
  auth: 'Sign-in and own account',
  otp: 'One-time codes',
  system: 'Service',
  translate: 'Translation',
};

const areaOf = ({ binding }: Route): string => binding.operation.split('.')[0] ?? '';

/** The folders of a dialect, one for each resource. */
const foldersOf = (routes: readonly Route[]): Folder[] => {
  const book = routeBook(routes);
  const ranked = [...routes].sort((a, b) => rankOf(a.binding.operation) - rankOf(b.binding.operation));
  return [...groupBy(ranked, areaOf)].map(([area, own]) => ({
    name: TITLES[area] ?? area,
    item: planFolder(own, book.canonical).map((step) => itemOf(step, book.around(step.route))),
  }));
};

/** A UUID that is the same for the same name: Postman offers to replace what it has under it. */
const stableId = (name: string): string => {
  const hex = createHash('sha256').update(`roster postman ${name}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
};

const TOLD = [
  'Fill in the environment: `baseUrl`, and either `username` and `password` of an administrator or a `token`. Then run the whole collection, or "Begin" and whatever you like after it.',
  'What a run makes has names of its own and is deleted again; it touches no user, token or policy but its own. It goes on under a token of its own without limits, and waits where a budget is spent all the same.',
  'Each request has examples of its answers, errors among them. Aliases are the same requests in other spellings.',
].join('\n\n');

const collection = (
  name: string,
  about: string,
  folders: readonly Folder[],
  routes: readonly Route[],
): Collection => {
  const { begin, end } = frameOf(routes);
  return {
    info: {
      _postman_id: stableId(name),
      name: `Roster: ${name}`,
      description: `${about}\n\n${TOLD}`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [...begin, ...folders, ...end],
    event: RUN_SCRIPTS,
    auth: RUNNER,
    variable: KEPT.map((key) => ({ key, value: '' })),
  };
};

const byDialect = (routes: readonly Route[]): [name: string, own: Route[]][] => [
  ...groupBy(routes, ({ dialect }) => dialect.name),
];

/** The collection of one dialect, from the routes of the whole table. */
export const dialectCollection = (name: string, routes: readonly Route[]): Collection => {
  const own = routes.filter(({ dialect }) => dialect.name === name);
  return collection(name, `The requests of the dialect \`${name}\`.`, foldersOf(own), routes);
};

/** The collection of all dialects, a folder for each. */
export const wholeCollection = (routes: readonly Route[]): Collection => {
  const folders = byDialect(routes).map(([name, own]) => ({ name, item: foldersOf(own) }));
  return collection('all dialects', 'Every request of every dialect.', folders, routes);
};

const DEFAULTS: Readonly<Record<(typeof INPUTS)[number], string>> = {
  baseUrl: 'http://localhost:3000',
  username: 'admin',
  password: '',
  token: '',
};

const SECRETS: readonly string[] = ['password', 'token'];

/** What collections are to be told: where, and who. */
export const ENVIRONMENT: Environment = {
  id: stableId('environment'),
  name: 'Roster',
  values: INPUTS.map((key) => ({
    key,
    value: DEFAULTS[key],
    type: SECRETS.includes(key) ? 'secret' : 'default',
    enabled: true,
  })),
  _postman_variable_scope: 'environment',
};
