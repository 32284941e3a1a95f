/** A path such as `/api/users/{id}`: `{name}` is a parameter, every other character is a letter like any other. */
export type PathTemplate = `/${string}`;

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string };

const PARAMETER = /^\{([a-z][A-Za-z0-9]*)\}$/;

const toSegment = (text: string): Segment => {
  const name = PARAMETER.exec(text)?.[1];
  if (name) return { kind: 'parameter', name };
  if (/[{}]/.test(text)) throw new Error(`a brace stands alone in the path segment "${text}"`);
  return { kind: 'literal', text };
};

/** The segments of a template. Throws an `Error` for one that does not start with `/` or has a stray brace. */
export const parseTemplate = (template: string): Segment[] => {
  if (!template.startsWith('/')) throw new Error(`the path "${template}" does not start with "/"`);
  return template.slice(1).split('/').map(toSegment);
};

/** The names of a template's parameters, in order. */
export const parameterNames = (template: string): string[] =>
  parseTemplate(template).flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : []));

/** The template with its parameters' names taken away: two templates of one shape match the same paths. */
export const shapeOf = (template: string): string =>
  parseTemplate(template)
    .map((segment) => (segment.kind === 'literal' ? `/${segment.text}` : '/{}'))
    .join('');

const decode = (segment: string): string => {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    // No valid escape: the raw text cannot equal a literal and is no id of any form, so it ends as "not found".
    return segment;
  }
};

/** A requested path in decoded segments: `%3A` is the same as `:`, and an escaped `/` splits nothing. */
export const splitPath = (path: string): string[] => path.slice(1).split('/').map(decode);

/** The template with its parameters filled in, escaped for a URL. Throws an `Error` when one is missing. */
export const fillTemplate = (template: string, params: Readonly<Record<string, string>>): string =>
  parseTemplate(template)
    .map((segment) => {
      if (segment.kind === 'literal') return `/${segment.text}`;
      const value = params[segment.name];
      if (value === undefined) throw new Error(`no value for {${segment.name}} in ${template}`);
      return `/${encodeURIComponent(value)}`;
    })
    .join('');
