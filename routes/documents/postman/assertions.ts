import { AppError } from '../../../src/domain/error';
import { SPECS } from '../../../src/operations/specs';
import type { Binding } from '../../binding';
import type { Route } from '../../route';
import type { Json, JsonSchema } from '../../wire';
import { playOf } from './plan';
import { heads, keeping, literal, member, SENT } from './scripts';
import type { BodyValues } from './values';
import type { Keeps, Kept } from './variables';

/** A schema without formats that Postman judges more strictly than the directory does. */
const loosened = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(loosened);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key, value]) => key !== 'format' || value === 'date-time');
  return Object.fromEntries(entries.map(([key, value]) => [key, loosened(value)]));
};

const assertSchema = (schema: JsonSchema, test: string): string[] => {
  const [first = '', ...lines] = JSON.stringify(loosened(schema), null, 2).split('\n');
  return [
    `${test}("has the keys of the answer", () => pm.response.to.have.jsonSchema(${first}`,
    ...lines.slice(0, -1),
    `${lines.at(-1) ?? ''}));`,
  ];
};

/** Where in the answer that is what it shows. */
const shownIn = ({ shown }: Binding): string =>
  shown?.under == null ? 'pm.response.json()' : member('pm.response.json()', shown.under);

/** What is shown under the same name and is another one. */
const RENEWED = ['refreshToken'];

/** The keys that are both sent and shown: what an effect is told comes back as it was sent. */
const echoed = ({ operation, body, shown }: Binding, values: BodyValues): string[] => {
  if (SPECS[operation].kind === 'read' || !shown || shown.isList) return [];
  const sent = (body?.fields ?? []).filter(({ to }) => Object.hasOwn(values, to) && !RENEWED.includes(to));
  return sent.map(({ key }) => key).filter((key) => shown.fields.some((field) => field.key === key));
};

const assertEchoes = (binding: Binding, values: BodyValues, test: string): string[] => {
  const keys = echoed(binding, values);
  if (keys.length === 0) return [];
  return [
    `${test}("tells what was sent", () => {`,
    `  ${SENT}`,
    `  const told = ${shownIn(binding)};`,
    `  for (const key of ${literal(keys)}) pm.expect(told[key], key).to.eql(sent[key]);`,
    '});',
  ];
};

/** What the member signs in with, by the name that the domain has for it. */
const CREDENTIALS: Readonly<Record<string, Kept>> = {
  username: 'memberUsername',
  email: 'memberEmail',
  password: 'memberPassword',
  newPassword: 'memberPassword',
};

const ABOUT_MEMBER = ['users.create', 'users.update', 'auth.changePassword'];

const credentialsSent = ({ operation, body }: Binding, values: BodyValues): [key: string, name: Kept][] => {
  if (!ABOUT_MEMBER.includes(operation)) return [];
  return (body?.fields ?? []).flatMap(({ key, to }) => {
    const name = Object.hasOwn(values, to) ? CREDENTIALS[to] : undefined;
    return name ? [[key, name]] : [];
  });
};

const keep = (binding: Binding, keeps: Keeps, values: BodyValues): string[] => {
  const { shown, status } = binding;
  const told = Object.entries(keeps).filter(([key]) => shown?.fields.some((field) => field.key === key));
  const sent = credentialsSent(binding, values);
  if (told.length + sent.length === 0) return [];
  return [
    `if (pm.response.code === ${status}) {`,
    ...(told.length > 0 ? [`  const told = ${shownIn(binding)}${shown?.isList ? '[0] || {}' : ''};`] : []),
    ...told.map(([key, name]) => `  ${keeping(name, `String(${member('told', key)} ?? "")`)}`),
    ...(sent.length > 0 ? [`  ${SENT}`] : []),
    ...sent.map(([key, name]) => `  ${keeping(name, member('sent', key))}`),
    '}',
  ];
};

const succeeding = (binding: Binding, values: BodyValues, keeps: Keeps): string[] => {
  const { isScarce } = playOf(binding);
  const test = isScarce ? 'test' : 'pm.test';
  return [
    ...(isScarce ? ['// Over the budget of an hour the run goes on all the same.'] : []),
    ...(isScarce ? ['const test = pm.response.code === 429 ? pm.test.skip : pm.test;'] : []),
    ...heads({ status: binding.status, kind: 'json' }, test),
    ...assertSchema(binding.told.schema, test),
    ...assertEchoes(binding, values, test),
    ...keep(binding, keeps, values),
  ];
};

const refusing = ({ dialect, binding }: Route, error: AppError): string[] => {
  const { status, body } = dialect.encodeError(error, binding.operation);
  const told = body.kind === 'text' ? 'pm.response.text()' : 'pm.response.json()';
  const expected = body.kind === 'text' ? body.text : body.kind === 'json' ? body.value : undefined;
  return [
    ...heads({ status, kind: body.kind }, 'pm.test'),
    `pm.test("says why", () => pm.expect(${told}).to.eql(${literal(expected)}));`,
  ];
};

/** The assertions on the answer to a route's request, and what of it is kept for later. */
export const assertionsOn = (route: Route, values: BodyValues, keeps: Keeps): string[] => {
  const { refused } = playOf(route.binding);
  return refused === undefined
    ? succeeding(route.binding, values, keeps)
    : refusing(route, new AppError(refused));
};
