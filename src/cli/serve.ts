import { Command } from 'commander';
import { serve } from '../main';
import { teach } from './teach';

/** `roster serve` */
export const serveCommand = (): Command =>
  teach(new Command('serve').description('run the server until Ctrl-C or SIGTERM').action(serve), {
    examples: [
      ['roster serve', 'on 127.0.0.1:3000, with a database of its own in .data'],
      ['PORT=8080 LOG_LEVEL=warn roster serve', 'on another port, with less to read'],
      ['DATABASE_URL=postgres://roster:secret@db/roster roster serve', 'on a Postgres of yours'],
    ],
    needs:
      'a free port, and DATA_DIR to itself or a Postgres in DATABASE_URL. It makes the schema and the first administrator; `roster doctor` says what is in its way.',
  });
