import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { withQuery } from '../../api/query';
import type { UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { Chart } from '../../ui/chart';
import { Loading, ViewFailure } from '../../ui/notices';
import { Panel } from '../../ui/view';

const DAYS = 30;
const DAY_SECONDS = 86_400;

const lastDays = (): string[] => {
  const today = Math.floor(Date.now() / 1000 / DAY_SECONDS) * DAY_SECONDS;
  return Array.from({ length: DAYS }, (_, index) =>
    new Date((today - (DAYS - 1 - index) * DAY_SECONDS) * 1000).toISOString().slice(0, 10),
  );
};

const write = (value: number): string => value.toLocaleString('en');

/** Requests of each of the last 30 days: does it go to zero? */
export const DaysChart = ({ filter }: { readonly filter: Readonly<Record<string, string>> }): JSX.Element => {
  const { answer, failure, reload } = useAnswer<readonly UsageRow[]>(
    withQuery('/api/usage', { by: 'day', ...filter }),
  );
  const shown = useMemo(() => {
    const counts = new Map(answer?.body.map(({ day, requests }) => [day, requests]));
    const days = lastDays();
    return {
      days,
      times: days.map((day) => Date.parse(day) / 1000),
      lines: [{ name: 'Requests', values: days.map((day) => counts.get(day) ?? 0) }],
    };
  }, [answer]);
  const busy = shown.days.filter((_, index) => (shown.lines[0]?.values[index] ?? 0) > 0);
  return (
    <Panel title="Requests a day">
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Loading />}
      {answer && (
        <>
          <Chart
            label="Requests of each of the last 30 days; the list below says the same"
            times={shown.times}
            lines={shown.lines}
            format={write}
            group="days"
          />
          <details>
            <summary>As a list</summary>
            <ul class="days">
              {busy.map((day) => (
                <li key={day}>
                  {day}: {write(shown.lines[0]?.values[shown.days.indexOf(day)] ?? 0)}
                </li>
              ))}
            </ul>
            <p class="quiet">All other days: none.</p>
          </details>
        </>
      )}
    </Panel>
  );
};
