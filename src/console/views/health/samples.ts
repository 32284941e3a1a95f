/** A figure of `/metrics`. */
export interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)/;

const numberOf = (text: string): number => {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
};

/** Reads the text format of Prometheus, without the buckets of histograms. */
export const readSamples = (text: string): Sample[] =>
  text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined || name.endsWith('_bucket')) return [];
    return [{ name, labels, value: numberOf(value) }];
  });

/** The sum of a figure over those of its labels that contain a text; null where there is none. */
export const total = (samples: readonly Sample[], name: string, label = ''): number | null => {
  const found = samples.filter((sample) => sample.name === name && sample.labels.includes(label));
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
};
