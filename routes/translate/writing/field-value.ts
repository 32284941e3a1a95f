import type { BodyField } from '../../codec/body';
import { toJsonSchema } from '../../codec/json-schema';
import type { Route } from '../../route';
import { isSame, type Values } from '../canonical';

/** Whether a field reads what stands on the wire as this value. */
export const says = ({ binding }: Route, { key, to }: BodyField, wire: unknown, value: unknown): boolean => {
  const fields = binding.body?.collect({ [key]: wire }).fields as Values;
  return Object.hasOwn(fields, to) && isSame(to, fields[to], value);
};

/** A value on the wire: as it stood in the request where that says the same here, else as the field writes it. */
export const write = (route: Route, field: BodyField, value: unknown, raw: unknown): unknown => {
  if (raw !== undefined && says(route, field, raw, value)) return raw;
  return field.write ? field.write(value) : value;
};

const typesOf = ({ schema }: BodyField): unknown[] => [toJsonSchema(schema)['type']].flat();

/** Whether a text may stand in a field. */
export const takesText = (field: BodyField): boolean => typesOf(field).includes('string');

/** Whether a list may stand in a field. */
export const takesList = (field: BodyField): boolean => typesOf(field).includes('array');
