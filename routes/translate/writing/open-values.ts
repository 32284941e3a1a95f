import type { Remark } from '../../../src/domain/translation';
import type { BodyField } from '../../codec/body';
import { toJsonSchema } from '../../codec/json-schema';
import type { Route } from '../../route';
import type { Meaning } from '../meaning';
import { isOpen, namesIn, placeholder } from '../reading/placeholder';
import { remark } from '../remarks';
import { takesList, takesText } from './field-value';

/** A value to be filled in, as a field takes it. */
export interface OpenValue {
  readonly wire: unknown;
  /** Some of it has no place there. */
  readonly isPart: boolean;
  readonly notes: readonly Remark[];
}

const fieldOf = ({ binding }: Route, name: string): BodyField | undefined =>
  binding.body?.fields.find(({ to }) => to === name);

/** Of a list what can stand alone, and what stands for one of a list in a list. */
const shaped = (value: unknown, field: BodyField, former: BodyField | undefined): unknown => {
  if (Array.isArray(value)) return takesList(field) ? value : value.find(isOpen);
  const isOneOfList = takesList(field) && former !== undefined && takesText(former);
  return isOneOfList && isOpen(value) ? [value] : value;
};

const schemaOf = (field: BodyField | undefined): string | null =>
  field ? JSON.stringify(toJsonSchema(field.schema)) : null;

/** What is to be said of a name that stood for one of several, and stands for this one here. */
const choiceNote = (route: Route, { to }: BodyField): string => {
  const email = fieldOf(route, 'email');
  const other = email && to !== 'email' ? `; an email stands under ${email.key}` : '';
  return `is to be ${/^[aeio]/.test(to) ? 'an' : 'a'} ${to} here${other}`;
};

const whyOf = (route: Route, meaning: Meaning, field: BodyField): string | null => {
  if (!Object.hasOwn(meaning.open, field.to)) return choiceNote(route, field);
  const isAlike = schemaOf(field) === schemaOf(fieldOf(meaning.route, field.to));
  return isAlike || takesSame(meaning, field) ? null : `is to be what ${route.dialect.name} takes here`;
};

/** Lists of the same: what may stand in them is told by neither schema in the same way. */
const takesSame = ({ route, open }: Meaning, field: BodyField): boolean => {
  const former = fieldOf(route, field.to);
  return Array.isArray(open[field.to]) && takesList(field) && former !== undefined && takesList(former);
};

/** A value to be filled in, as a field of a route takes it, and what is to be said where another takes something else. */
export const openValue = (route: Route, meaning: Meaning, field: BodyField, value: unknown): OpenValue => {
  const wire = shaped(value, field, fieldOf(meaning.route, field.to));
  const why = whyOf(route, meaning, field);
  const names = namesIn([wire].flat().filter(isOpen).join()).map(placeholder).join(', ');
  return {
    wire,
    isPart: Array.isArray(value) && value.length > 1 && !Array.isArray(wire),
    notes:
      why === null || names === ''
        ? []
        : [remark(field.to, `${names} ${why}`, meaning.names[field.to] ?? field.key)],
  };
};
