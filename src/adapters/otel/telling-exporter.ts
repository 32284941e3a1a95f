import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logger';

const SUCCESS = 0;

/** An exporter whose failures are one line in the log, and whose next success is another. */
export const tellingExporter = (
  exporter: SpanExporter,
  logger: Pick<Logger, 'warn' | 'info'>,
): SpanExporter => {
  let isAway = false;
  const tell = (hasFailed: boolean, error: Error | undefined): void => {
    if (hasFailed === isAway) return;
    isAway = hasFailed;
    if (hasFailed) logger.warn({ reason: error?.message }, 'traces could not be sent to the collector');
    else logger.info('traces are sent to the collector again');
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        tell(result.code !== SUCCESS, result.error);
        // A failure is told above; the batch is dropped either way.
        done({ code: SUCCESS });
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
};
