import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { type Asked, useAnswer } from '../../api/use-answer';
import { Badge } from '../../ui/badge';
import { Loading, ViewFailure } from '../../ui/notices';
import { DataTable } from '../../ui/table';
import { Facts, Panel, View } from '../../ui/view';
import { figuresOf, versionOf } from './figures';
import { readSamples, type Sample } from './samples';

const EVERY_MS = 15_000;

const Probe = ({ asked }: { readonly asked: Asked<string> }): JSX.Element => {
  if (asked.failure) return <Badge tone="bad">{asked.failure.message}</Badge>;
  return asked.answer ? <Badge tone="good">{asked.answer.body}</Badge> : <span class="quiet">asking</span>;
};

const Figures = ({ samples }: { readonly samples: readonly Sample[] }): JSX.Element => (
  <>
    <dl class="figures">
      {figuresOf(samples).map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <details>
      <summary>All {samples.length} figures</summary>
      <DataTable
        label="All figures"
        columns={[
          { name: 'Name', cell: ({ name }) => <code>{name}</code> },
          { name: 'Labels', cell: ({ labels }) => <span class="breakable">{labels}</span> },
          { name: 'Value', isNumber: true, cell: ({ value }) => String(value) },
        ]}
        rows={samples}
        keyOf={({ name, labels }) => `${name}{${labels}}`}
        none="None."
      />
    </details>
  </>
);

/** Whether the server is well: its probes and its figures, of the replica that answers. */
export const HealthView = (): JSX.Element => {
  const ready = useAnswer<string>('/readyz');
  const live = useAnswer<string>('/livez');
  const metrics = useAnswer<string>('/metrics');
  const text = metrics.answer?.body;
  const samples = useMemo(() => readSamples(text ?? ''), [text]);
  const reload = (): void => {
    for (const asked of [ready, live, metrics]) asked.reload();
  };
  // The clock alone says when.
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <View
      title="Health"
      actions={
        <button type="button" class="small secondary outline" onClick={reload}>
          Refresh
        </button>
      }
    >
      <Panel title="Probes">
        <Facts
          facts={[
            ['Ready', <Probe key="ready" asked={ready} />],
            ['Alive', <Probe key="live" asked={live} />],
            ['Version', versionOf(samples) ?? <span class="quiet">not said</span>],
          ]}
        />
      </Panel>
      <Panel title="Figures">
        {metrics.failure && <ViewFailure failure={metrics.failure} onRetry={metrics.reload} />}
        {!metrics.answer && !metrics.failure && <Loading />}
        {metrics.answer && <Figures samples={samples} />}
      </Panel>
    </View>
  );
};
