import { parseTemplate } from '../../path';
import { escapeText } from '../reading/escape-text';
import { outsidePlaceholders } from '../reading/placeholder';

/** Escapes a text for a URL; names to fill in stay legible. */
export const escaped = (text: string): string => outsidePlaceholders(text, escapeText);

/** A template with its parameters filled in, be it with names to fill in. */
export const writePath = (template: string, params: Readonly<Record<string, string>>): string =>
  parseTemplate(template)
    .map((segment) => `/${segment.kind === 'literal' ? segment.text : escaped(params[segment.name] ?? '')}`)
    .join('');

/** A query with what leads it in; empty for none. */
export const writeSearch = (query: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};
