import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { withQuery } from '../../api/query';
import { useRemembered } from '../../api/remembered';
import type { TrafficRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { Chart, type Line } from '../../ui/chart';
import { Loading, Notice, ViewFailure } from '../../ui/notices';
import { Segments } from '../../ui/segments';
import { Panel, View } from '../../ui/view';
import { StepTable } from './step-table';
import { iso, linesOf, RANGES, type Range, type Span, spanOf, timesOf } from './steps';
import { TotalsTable } from './totals-table';

const count = (value: number): string => Math.round(value).toLocaleString('en');
const millis = (value: number): string => `${value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ms`;

const FIRST: { range: Range } = { range: '24h' };

interface Shown {
  readonly times: readonly number[];
  readonly charts: readonly {
    readonly name: string;
    readonly lines: readonly Line[];
    readonly format: (value: number) => string;
  }[];
}

const shownOf = (rows: readonly TrafficRow[], span: Span): Shown => {
  const times = timesOf(span);
  return {
    times,
    charts: [
      { name: 'Requests', lines: linesOf(rows, times, (row) => row.requests, 0), format: count },
      { name: 'Latency, p50', lines: linesOf(rows, times, (row) => row.p50_ms, null), format: millis },
      { name: 'Latency, p95', lines: linesOf(rows, times, (row) => row.p95_ms, null), format: millis },
      { name: 'Latency, p99', lines: linesOf(rows, times, (row) => row.p99_ms, null), format: millis },
    ],
  };
};

const Charts = ({
  rows,
  span,
}: {
  readonly rows: readonly TrafficRow[];
  readonly span: Span;
}): JSX.Element => {
  const { times, charts } = useMemo(() => shownOf(rows, span), [rows, span]);
  return (
    <>
      <TotalsTable rows={rows} />
      <div class="columns">
        {charts.map(({ name, lines, format }) => (
          <Panel key={name} title={name}>
            <Chart
              label={`${name} by dialect over time; the table below says the same`}
              times={times}
              lines={lines}
              format={format}
              group="traffic"
            />
          </Panel>
        ))}
      </div>
      <StepTable rows={rows} />
    </>
  );
};

/** How much is asked in each dialect, and how fast it is answered. */
export const TrafficView = (): JSX.Element => {
  const [{ range }, setChoice] = useRemembered('traffic', FIRST);
  const [now, setNow] = useState(Date.now);
  const span = useMemo(() => spanOf(range, now), [range, now]);
  const { answer, failure, isLoading, reload } = useAnswer<readonly TrafficRow[]>(
    withQuery('/api/usage/traffic', { since: iso(span.since), until: iso(span.until), step: span.step }),
  );
  const refresh = (): void => {
    setNow(Date.now());
    reload();
  };
  return (
    <View
      title="Traffic"
      actions={
        <>
          <Segments
            label="How far back"
            value={range}
            options={RANGES}
            onValue={(next) => setChoice({ range: next })}
          />
          <button type="button" class="small secondary outline" onClick={refresh}>
            Refresh
          </button>
        </>
      }
    >
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {isLoading && !answer && <Loading />}
      {answer?.body.length === 0 && <Notice>Nothing was asked in this time.</Notice>}
      {answer && answer.body.length > 0 && <Charts rows={answer.body} span={span} />}
    </View>
  );
};
