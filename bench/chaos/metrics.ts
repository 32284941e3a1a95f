/** What a server says of its own process. */
export interface Vitals {
  /** By `performance.now()`. */
  readonly at: number;
  readonly residentMb: number;
  /** Of the heap, what is used at the moment; the least of many is what is left after a collection. */
  readonly heapMb: number;
  readonly handles: number;
  readonly files: number;
  /** Requests under way, the one that asks included. */
  readonly inFlight: number;
}

const BYTES_PER_MB = 1024 * 1024;

const gaugeOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

/** Reads `/metrics`. Throws where it is not answered. */
export const readVitals = async (url: string): Promise<Vitals> => {
  const response = await fetch(`${url}/metrics`);
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  const text = await response.text();
  return {
    at: performance.now(),
    residentMb: gaugeOf(text, 'process_resident_memory_bytes') / BYTES_PER_MB,
    heapMb: gaugeOf(text, 'nodejs_heap_size_used_bytes') / BYTES_PER_MB,
    handles: gaugeOf(text, 'nodejs_active_handles_total'),
    files: gaugeOf(text, 'process_open_fds'),
    inFlight: gaugeOf(text, 'roster_http_requests_in_flight'),
  };
};
