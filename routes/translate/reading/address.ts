import type { WireRequest } from '../../wire';
import { outsidePlaceholders } from './placeholder';

/** Where a request goes: to which server, which path, with which parameters. */
export interface Address {
  /** Scheme and host, or the name that stands for them; null where there was none. */
  readonly origin: string | null;
  readonly path: string;
  readonly query: WireRequest['query'];
}

const ORIGINS = [
  /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i,
  /^\{\{[^{}]+\}\}(?::\d+)?(?=[/?#]|$)/,
  // Without a scheme: a host with a port or a dot, as curl takes it.
  /^(?:localhost|[\w.-]+\.[a-z]{2,}|[\d.]+|\[[\da-f:]+\])(?::\d+)?(?=[/?#]|$)/i,
  /^[\w-]+:\d+(?=[/?#]|$)/,
];

const originOf = (url: string): string | null => {
  const match = url.startsWith('/') ? null : ORIGINS.map((pattern) => pattern.exec(url)).find(Boolean);
  return match?.[0] ?? null;
};

const unescaped = (text: string): string =>
  outsidePlaceholders(text.replaceAll('+', ' '), (piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  });

const queryOf = (text: string): WireRequest['query'] => {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=').map(unescaped);
    const values = query.get(name) ?? [];
    values.push(value.join('='));
    query.set(name, values);
  }
  return Object.fromEntries(
    [...query].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
};

/** Takes a URL apart, names to fill in and all; nothing of it need be valid. */
export const parseAddress = (url: string): Address => {
  const origin = originOf(url);
  const [rest = ''] = url.slice(origin?.length ?? 0).split('#');
  const [path = '', ...query] = rest.split('?');
  return {
    origin,
    path: path.startsWith('/') ? path : `/${path}`,
    query: queryOf(query.join('?')),
  };
};
