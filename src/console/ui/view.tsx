import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

interface ViewProps {
  readonly title: string;
  /** What leads back, above the title. */
  readonly before?: ComponentChildren;
  readonly beside?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A view: its heading, what can be done there, and its content. */
export const View = ({ title, before, beside, actions, children }: ViewProps): JSX.Element => {
  useEffect(() => {
    document.title = `${title} · Roster console`;
  }, [title]);
  return (
    <>
      <header class="view">
        {before && <p class="before">{before}</p>}
        <div class="line">
          <h1>{title}</h1>
          {beside}
          {actions && <div class="actions">{actions}</div>}
        </div>
      </header>
      {children}
    </>
  );
};

/** A part of a view under a heading of its own. */
export const Panel = ({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <section class="panel">
    <header>
      <h2>{title}</h2>
      {actions && <div class="actions">{actions}</div>}
    </header>
    {children}
  </section>
);

/** Names and what they stand for. */
export const Facts = ({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ComponentChildren])[];
}): JSX.Element => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
