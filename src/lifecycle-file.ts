import { readFileSync } from 'node:fs';
import Joi from 'joi';
import type { LifecyclePlan } from '../routes/lifecycle';
import { type LifecycleRule, LifecycleRuleError } from '../routes/lifecycle-match';
import { createTable, DIALECTS, type RouteTable } from '../routes/table';
import { type Config, ConfigError } from './config';
import { parseRfc3339 } from './domain/instant';
import { findJsonFault } from './json-fault';

const rfc3339: Joi.CustomValidator<string, Date> = (value, helpers) =>
  parseRfc3339(value) ?? helpers.message({ custom: '{#label} must be a time such as 2026-01-01T00:00:00Z' });

const time = (): Joi.StringSchema => Joi.string().custom(rfc3339);

const BROWNOUT = Joi.object({ from: time().required(), until: time().required() });

const ENTRY = Joi.object({
  match: Joi.string().required(),
  deprecated: time().allow(null),
  sunset: time().allow(null),
  successor: Joi.string().allow(null),
  brownouts: Joi.array().items(BROWNOUT).max(1000),
  exempt: Joi.array().items(Joi.string().max(255)).max(1000),
});

const SCHEMA = Joi.object({ bindings: Joi.array().items(ENTRY).required() })
  .required()
  .label('the file');

interface Entry extends LifecyclePlan {
  readonly match: string;
}

const refuse = (path: string, problem: string): never => {
  throw new ConfigError(`LIFECYCLE_FILE ${path}: ${problem.replace(/\s*[\r\n]\s*/g, ' ')}`);
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return refuse(path, `cannot be read: ${(error as Error).message}`);
  }
};

const placeIn = (text: string, index: number): string => {
  const before = text.slice(0, index).split('\n');
  return `at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
};

/** Never shows the text itself but for a key of JSON: the path may be that of a file with secrets. */
const parse = (path: string): unknown => {
  const text = readText(path);
  const fault = findJsonFault(text);
  if (fault === null) return JSON.parse(text);
  const place = placeIn(text, fault.index);
  return fault.key === null
    ? refuse(path, `is not JSON ${place}`)
    : refuse(path, `the key ${JSON.stringify(fault.key)} stands twice in one object, again ${place}`);
};

/** The rules in an operator's file. Throws a `ConfigError` of one line that names the file and the place in it. */
const readRules = (path: string): LifecycleRule[] => {
  const { value, error } = SCHEMA.validate(parse(path), {
    convert: false,
    errors: { wrap: { label: false } },
  });
  if (error) return refuse(path, error.message);
  const { bindings } = value as { readonly bindings: readonly Entry[] };
  return bindings.map(({ match, ...plan }) => ({ match, plan }));
};

/**
 * The route table with the lifecycles of the settings' `LIFECYCLE_FILE`. Throws a `ConfigError` where the file cannot be
 * followed, a `TableError` where the table itself is bad.
 */
export const tableWith = (
  { lifecycleFile }: Pick<Config, 'lifecycleFile'>,
  dialects = DIALECTS,
  enabled?: readonly string[] | null,
): RouteTable => {
  const rules = lifecycleFile === null ? [] : readRules(lifecycleFile);
  try {
    return createTable(dialects, enabled ?? undefined, rules);
  } catch (error) {
    if (!(error instanceof LifecycleRuleError) || lifecycleFile === null) throw error;
    return refuse(lifecycleFile, `bindings[${error.index}]: ${error.message}`);
  }
};
