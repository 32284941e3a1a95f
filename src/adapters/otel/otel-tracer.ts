import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { CallSpan, SpanFacts, TraceContext, Tracer } from '../../domain/trace';
import type { Logger } from '../logger';
import { tellingExporter } from './telling-exporter';

export interface OtelOptions {
  /** The whole address, `/v1/traces` included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** The share of new traces that is recorded; those of callers are as the caller has decided. */
  readonly ratio: number;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/** Traces that a collector gets. */
export interface OtelTracer extends Tracer {
  /** Begins a part of the call that is under way; what ends it is told the failure, if there was one. Nothing where none is. */
  beginDatabase(name: string, text: string | null): (failure?: unknown) => void;
  /** Sends what is left, for as long as that takes a collector that answers. */
  stop(): Promise<void>;
}

/** Spans that wait for the collector; what comes beyond is dropped. */
const MAX_WAITING = 2048;
const EXPORT_MS = 5_000;
const STOP_MS = 2_000;
const SERVER_FAULT = 500;

const parentOf = (parent: TraceContext | null): Context =>
  parent
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId: parent.traceId,
        spanId: parent.spanId,
        traceFlags: parent.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
        isRemote: true,
      })
    : ROOT_CONTEXT;

const contextOf = (span: Span): TraceContext => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) === TraceFlags.SAMPLED };
};

// The names are OpenTelemetry's semantic conventions for HTTP servers.
const endSpan = (span: Span, facts: SpanFacts): void => {
  const { method, path, status, dialect, operation, template } = facts;
  span.updateName(template === null ? method : `${method} ${template}`);
  span.setAttributes({
    'http.request.method': method,
    'http.response.status_code': status,
    'url.path': path,
    ...(template !== null && { 'http.route': template }),
    ...(dialect !== null && { 'roster.dialect': dialect }),
    ...(operation !== null && { 'roster.operation': operation }),
  });
  if (status >= SERVER_FAULT) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
};

const createProvider = ({ url, headers, serviceName, serviceVersion, ratio, logger }: OtelOptions) =>
  new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': serviceVersion }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: tellingExporter(new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_MS }), logger),
        maxQueueSize: MAX_WAITING,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });

/**
 * Traces calls with OpenTelemetry and sends them to a collector in the background. A collector that is away costs a line
 * in the log and the spans, never a call.
 */
export const createOtelTracer = (options: OtelOptions): OtelTracer => {
  const provider = createProvider(options);
  const tracer = provider.getTracer('roster', options.serviceVersion);
  const current = new AsyncLocalStorage<Context>();
  return {
    begin(parent): CallSpan {
      const below = parentOf(parent);
      const span = tracer.startSpan('HTTP', { kind: SpanKind.SERVER }, below);
      return {
        context: contextOf(span),
        within: (next) => current.run(trace.setSpan(below, span), next),
        end: (facts) => endSpan(span, facts),
      };
    },
    beginDatabase(name, text) {
      const context = current.getStore();
      if (!context) return () => undefined;
      const attributes = { 'db.system.name': 'postgresql', ...(text !== null && { 'db.query.text': text }) };
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context);
      return (failure) => {
        if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
    async stop() {
      const isDone = await Promise.race([
        provider.shutdown().then(
          () => true,
          () => true,
        ),
        sleep(STOP_MS, false, { ref: false }),
      ]);
      if (!isDone) options.logger.warn('traces could not be sent to the collector before the stop');
    },
  };
};
