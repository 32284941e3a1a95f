import type { Json } from '../../../routes/wire';
import { type Around, type Draft, type Mutation, naughty } from '../draft';
import type { Draw } from '../draw';

type JsonObject = Readonly<Record<string, Json>>;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NUMBERS = [
  ...[
    0,
    -0,
    1,
    -1,
    0.1,
    1.5,
    1e21,
    1e308,
    -1e308,
    5e-324,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 53 + 2,
    2 ** 63,
    -(2 ** 63),
  ],
  ...[2 ** 64, 1e100, 32768, 65536, 255],
];

const deep = (levels: number): Json =>
  Array.from({ length: levels }).reduce<Json>((inner, _, index) => (index % 2 ? [inner] : { a: inner }), 1);

/** A value of no particular type. */
const oddValue = (draw: Draw): Json =>
  draw.pick<() => Json>([
    () => naughty(draw),
    () => naughty(draw),
    () => naughty(draw),
    () => draw.pick(NUMBERS),
    () => draw.pick([null, true, false, '', [], {}, [null], [[]], { a: 1 }]),
    () => [naughty(draw), naughty(draw)],
    () => Array.from({ length: 3000 }, () => 'user'),
    () => ({ $gt: '', toString: 1, length: 5, [naughty(draw)]: naughty(draw) }),
    () => ['admin', 'admin', 'superadmin'],
    () => deep(draw.pick([3, 31, 33, 100])),
    () => ({ ...Array.from({ length: 500 }, () => 0) }),
  ])();

/** Keys that the dialect has no field for, but its table may. */
const FOREIGN = [
  ...[
    'id',
    'deleted_at',
    'password_hash',
    'failed_logins',
    'version',
    'is_admin',
    'isAdmin',
    'role',
    'roles',
    'role_id',
  ],
  ...[
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'action',
    'username',
    'email',
    'status',
    'can_write',
  ],
  ...['until', 'days', 'reason', 'otp', 'mobile', 'employee_id', 'user_type', 'allowed_ips', 'expires_at'],
];

const nameIn = (json: JsonObject, { operation, draw }: Around): string => {
  const declared = operation.bodies.flatMap((schema) =>
    Object.keys((schema['properties'] ?? {}) as JsonObject),
  );
  return draw.pick([...declared, ...declared, ...Object.keys(json), draw.pick(FOREIGN)]);
};

const onFields =
  (change: (json: JsonObject, around: Around) => Json): Mutation =>
  (draft: Draft, around) =>
    isObject(draft.json) ? { ...draft, json: change(draft.json, around) } : draft;

const replaced = onFields((json, around) => ({ ...json, [nameIn(json, around)]: oddValue(around.draw) }));

const removed = onFields((json, around) => {
  const name = nameIn(json, around);
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== name));
});

const all = onFields((json, { draw }) =>
  Object.fromEntries(
    Object.keys(json).map((key) => [key, draw.chance(0.8) ? naughty(draw) : oddValue(draw)]),
  ),
);

/** A name of another case is another field. */
const renamed = onFields((json, { draw }) =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) => [draw.chance(0.3) ? key.toUpperCase() : key, value]),
  ),
);

const added = onFields((json, { draw }) => ({ ...json, [naughty(draw)]: oddValue(draw) }));

const inList = onFields((json, { draw }) =>
  draw.pick<Json>([[json], [json, json], { data: json }, JSON.stringify(json)]),
);

const another: Mutation = (draft, { draw }) => ({ ...draft, json: oddValue(draw) });

/** What the fields of a body say. */
export const FIELDS: readonly Mutation[] = [
  replaced,
  replaced,
  replaced,
  replaced,
  replaced,
  removed,
  all,
  renamed,
  added,
  inList,
  another,
];
