import { createHash } from 'node:crypto';
import { BackupError } from './errors';
import { LINE_FEED } from './lines';
import { END_OF_ROWS } from './script';

const TERMINATOR = Buffer.from(`${END_OF_ROWS}\n`);
/** Bytes: what has no end of a line for so long is no backup, and must not fill the memory. Bodies of requests have 100 KiB. */
const LONGEST_LINE = 64 * 1024;
const LONGEST_ROW = 16 * 1024 ** 2;

/** A place in the text of a backup that moves on only. */
export interface Cursor {
  /** The next line. Throws a `BackupError` where there is none, or none that ends. */
  line(): Promise<string>;
  /** The rows up to their end, in pieces that hold whole rows. Must be read to the end before anything else is. */
  rows(): AsyncGenerator<Buffer>;
  /** SHA-256 of all that was read until now. */
  digest(): string;
  /** Throws a `BackupError` where the text goes on. */
  end(): Promise<void>;
}

const cutShort = (): BackupError => new BackupError('the backup is cut off: it ends before its end');

/** Where the rows end; -1 where they go on. Only a line of its own ends them: values hold backslashes in pairs. */
const endOfRows = (text: Buffer): number => {
  for (let at = text.indexOf(TERMINATOR); at !== -1; at = text.indexOf(TERMINATOR, at + 1))
    if (at === 0 || text[at - 1] === LINE_FEED) return at;
  return -1;
};

/** Reads a text from pieces of any size, holding little more than one of them at a time. */
export const createCursor = (pieces: AsyncIterable<Buffer>): Cursor => {
  const source = pieces[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);

  const more = async (): Promise<boolean> => {
    const { done, value } = await source.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  const take = (length: number): Buffer => {
    const taken = rest.subarray(0, length);
    hash.update(taken);
    rest = rest.subarray(length);
    return taken;
  };
  /** The length of the whole lines at hand, of which there is one at least. */
  const wholeLines = async (find: 'indexOf' | 'lastIndexOf', longest: number): Promise<number> => {
    for (;;) {
      const at = rest[find](LINE_FEED);
      if (at !== -1) return at + 1;
      if (rest.length > longest) throw new BackupError('this is no backup: it has no lines');
      if (!(await more())) throw cutShort();
    }
  };
  return {
    async line() {
      const length = await wholeLines('indexOf', LONGEST_LINE);
      return take(length)
        .subarray(0, length - 1)
        .toString('utf8');
    },
    async *rows() {
      for (;;) {
        const length = await wholeLines('lastIndexOf', LONGEST_ROW);
        const end = endOfRows(rest.subarray(0, length));
        const data = take(end === -1 ? length : end);
        if (data.length > 0) yield data;
        if (end === -1) continue;
        take(TERMINATOR.length);
        return;
      }
    },
    digest: () => hash.copy().digest('hex'),
    async end() {
      while (rest.length === 0) if (!(await more())) return;
      throw new BackupError('the backup is damaged: there is more behind its end');
    },
  };
};
