import type { ComponentChildren, JSX } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { View } from '../../ui/view';

const PARTS = [
  ['/aliases', 'By caller'],
  ['/aliases/spellings', 'By spelling'],
  ['/aliases/lifecycle', 'Lifecycle'],
] as const;

/** What is around the lists of who speaks what. */
export const AliasesFrame = ({
  actions,
  children,
}: {
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element => {
  const [here] = useLocation();
  return (
    <View title="Aliases" actions={actions}>
      <nav class="tabs" aria-label="Aliases">
        {PARTS.map(([path, name]) => (
          <Link key={path} href={path} aria-current={here === path ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      {children}
    </View>
  );
};
