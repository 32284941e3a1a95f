import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { AwayBanner } from '../ui/away-banner';
import { ThemeButton } from '../ui/theme-button';

/** A page for those who are not in yet. */
export const EntryPage = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element => {
  useEffect(() => {
    document.title = `${title} · Roster console`;
  }, [title]);
  return (
    <div class="entry">
      <AwayBanner />
      <main id="content" tabIndex={-1}>
        <p class="brand">
          Roster <span>console</span>
        </p>
        <h1>{title}</h1>
        {children}
      </main>
      <ThemeButton />
    </div>
  );
};
