import type { Logger } from './adapters/logger';
import type { OtelTracer } from './adapters/otel/otel-tracer';
import type { Config } from './config';
import { readVersion } from './version';

type OtelModule = typeof import('./adapters/otel/otel-tracer');

/** Traces calls where the settings name a collector; else null, and nothing of OpenTelemetry's SDK is loaded. */
export const startTracing = ({ tracing }: Config, logger: Logger): OtelTracer | null => {
  if (!tracing) return null;
  const { createOtelTracer }: OtelModule = require('./adapters/otel/otel-tracer');
  return createOtelTracer({ ...tracing, serviceVersion: readVersion(), logger });
};
