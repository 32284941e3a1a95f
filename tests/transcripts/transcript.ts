import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An example of a seed as data. In a file, `=== title` begins one; then `at` and what the clock says, the spellings of the
 * request (style, method, path), its headers, a blank line and its body; `-->` begins the answer: status and media type,
 * headers, a blank line and the body. A line that starts with `# ` before the first example is a remark.
 */
export interface Example {
  readonly title: string;
  /** What the clock says, RFC 3339. */
  readonly at: string;
  readonly spellings: readonly Spelling[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly answer: ExpectedAnswer;
}

/** One way to ask: the URL style and the request line. */
export interface Spelling {
  readonly style: string;
  readonly line: string;
}

export interface ExpectedAnswer {
  readonly status: number;
  readonly mediaType: string;
  /** Headers that must be there, besides the media type. */
  readonly headers: Readonly<Record<string, string>>;
  /** To the byte as it is sent. */
  readonly body: string;
}

const SPELLING = /^([a-z]+) ([A-Z]+ \/.*)$/;
const HEADER = /^([A-Za-z-]+): (.*)$/;

const splitAtBlankLine = (text: string): [string[], string] => {
  const [head = '', ...rest] = text.split('\n\n');
  return [head.split('\n').filter(Boolean), rest.join('\n\n').trim()];
};

const headersIn = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = HEADER.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? '']];
    }),
  );

const spellingsIn = (lines: readonly string[]): Spelling[] =>
  lines.flatMap((line) => {
    const [, style, asked] = SPELLING.exec(line) ?? [];
    return style === undefined || asked === undefined ? [] : [{ style, line: asked }];
  });

/** Servers send JSON without blanks; the order of its keys is kept, and is part of what must be equal. */
const asSent = (mediaType: string, body: string): string =>
  mediaType.startsWith('application/json') ? JSON.stringify(JSON.parse(body)) : body;

const parseAnswer = (text: string): ExpectedAnswer => {
  const [[first = '', ...lines], body] = splitAtBlankLine(text.trimStart());
  const [, status = '', mediaType = ''] = /^(\d{3}) (.+)$/.exec(first) ?? [];
  return { status: Number(status), mediaType, headers: headersIn(lines), body: asSent(mediaType, body) };
};

const parseExample = (text: string): Example => {
  const [request = '', answer = ''] = text.split(/^-->/m);
  const [[title = '', ...lines], body] = splitAtBlankLine(request);
  const at = lines.find((line) => line.startsWith('at '))?.slice(3) ?? '';
  const example = { title: title.trim(), at, spellings: spellingsIn(lines), headers: headersIn(lines) };
  return { ...example, body: body === '' ? undefined : body, answer: parseAnswer(answer) };
};

/** The examples in a folder of transcripts, file by file. */
export const readTranscripts = (folder: string): Example[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.transcript'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/^===/m).slice(1).map(parseExample));
