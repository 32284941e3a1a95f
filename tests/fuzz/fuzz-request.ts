/** A request to be sent as it stands, whatever it is. Its texts are bytes: one character up to U+00FF for each. */
export interface FuzzRequest {
  readonly method: string;
  /** Escaped or not, without the query. */
  readonly path: string;
  /** What stands between the ampersands. */
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** As it goes over the socket, in place of all the rest, on a connection of its own. */
  readonly raw?: Buffer;
}

/** What stands in the first line of a request. */
export const targetOf = ({ path, query }: FuzzRequest): string =>
  query.length === 0 ? path : `${path}?${query.join('&')}`;

/** The UTF-8 of a text, lone surrogates included, which no proper encoder lets pass. */
export const looseUtf8 = (text: string): Buffer => {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const bytes = [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0xd800 && code <= 0xdfff
      ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
      : [...Buffer.from(character, 'utf8')];
  });
  return Buffer.from(bytes);
};

/** The UTF-8 of a text as text of bytes. */
export const asBytes = (text: string): string => looseUtf8(text).toString('latin1');

const UNRESERVED = /[A-Za-z0-9._~-]/;

const escapedByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** The text with everything escaped that a URL must not hold. */
export const escaped = (text: string): string =>
  [...looseUtf8(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return UNRESERVED.test(character) ? character : escapedByte(byte);
    })
    .join('');

/** What Node's client would refuse to write: those places are escaped, the others stay as they are. */
const UNWRITABLE = /[^\u0021-\u00ff]/g;

/** The text in a URL with as little escaped as can be sent. */
export const barelyEscaped = (text: string): string =>
  asBytes(text).replace(UNWRITABLE, (character) => escapedByte(character.charCodeAt(0)));

const NO_HEADER = /[^\t\x20-\x7e\x80-\xff]/g;

/** The text as far as a header can hold it. */
export const headerText = (text: string): string => asBytes(text).replace(NO_HEADER, '');

/** The value of a header, whatever case its name has. */
export const headerOf = ({ headers }: FuzzRequest, name: string): string | undefined =>
  headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];

/** The request with a header in place of those of its name. */
export const withHeader = <T extends FuzzRequest>(request: T, name: string, value: string | null): T => ({
  ...request,
  headers: [
    ...request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
    ...(value === null ? [] : [[name, headerText(value)] as const]),
  ],
});
