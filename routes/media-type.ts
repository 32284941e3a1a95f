const JSON_TYPE = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded$/i;

const charsetOf = (parameters: readonly string[]): string =>
  parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^";\s]+)"?\s*$/i.exec(parameter)?.[1])
    .find((charset) => charset !== undefined)
    ?.toLowerCase() ?? 'utf-8';

/** Whether a content type is of a kind, and in UTF-8. */
const isOf = (kind: RegExp, contentType: string): boolean => {
  const [type = '', ...parameters] = contentType.split(';');
  return kind.test(type.trim()) && charsetOf(parameters) === 'utf-8';
};

/** Whether a content type is JSON in UTF-8. */
export const isJsonType = (contentType: string): boolean => isOf(JSON_TYPE, contentType);

/** Whether a content type is a form in UTF-8. */
export const isFormType = (contentType: string): boolean => isOf(FORM_TYPE, contentType);
