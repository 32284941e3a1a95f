import Joi from 'joi';
import { headers, listenAddress, url, whole } from './rules';

/** Where a port is opened. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** The settings of metrics, traces and the stop as they stand in the environment. */
export interface SignalSettings {
  readonly METRICS_TOKEN?: string;
  readonly METRICS_BIND?: ListenAddress;
  readonly STOP_DELAY: number;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  readonly OTEL_EXPORTER_OTLP_HEADERS?: Readonly<Record<string, string>>;
  readonly OTEL_SERVICE_NAME: string;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
}

/** The `OTEL_` names and what they mean are OpenTelemetry's. */
export const SIGNAL_SCHEMA = {
  METRICS_TOKEN: Joi.string()
    .min(32)
    .max(512)
    .pattern(/^[A-Za-z0-9._~+/-]+=*$/)
    .messages({ 'string.pattern.base': '{#label} may hold letters, digits and ._~+/- only' }),
  METRICS_BIND: Joi.string().custom(listenAddress),
  STOP_DELAY: whole(0, 0, 300),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https'),
  OTEL_EXPORTER_OTLP_HEADERS: Joi.string().custom(headers),
  OTEL_SERVICE_NAME: Joi.string().default('roster'),
  OTEL_TRACES_SAMPLER_ARG: Joi.number().min(0).max(1).default(1),
} as const;

/** Who may read the metrics, and where. */
export interface MetricsConfig {
  /** Null: callers of this machine, and administrators. */
  readonly token: string | null;
  /** Null: on the main port. */
  readonly bind: ListenAddress | null;
}

/** Where traces go. */
export interface TracingConfig {
  /** OTLP over HTTP takes them here. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The share of new traces that is recorded, 0 to 1. */
  readonly ratio: number;
}

/** What a server tells those who run it, and how it stops. */
export interface SignalsConfig {
  readonly metrics: MetricsConfig;
  readonly tracing: TracingConfig | null;
  /** How long a stop goes on serving while it says that it is not ready, in milliseconds. */
  readonly stopDelayMs: number;
}

/** Null where there is no collector: then nothing is traced. */
const toTracingConfig = (settings: SignalSettings): TracingConfig | null => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  if (endpoint === undefined) return null;
  return {
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: settings.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: settings.OTEL_SERVICE_NAME,
    ratio: settings.OTEL_TRACES_SAMPLER_ARG,
  };
};

export const toSignalsConfig = (settings: SignalSettings): SignalsConfig => ({
  metrics: { token: settings.METRICS_TOKEN ?? null, bind: settings.METRICS_BIND ?? null },
  tracing: toTracingConfig(settings),
  stopDelayMs: settings.STOP_DELAY * 1000,
});
