import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import { Notice } from '../ui/notices';
import { View } from '../ui/view';

/** For an address that is nowhere. */
export const NotFound = (): JSX.Element => (
  <View title="Nothing is here">
    <Notice>
      No view has this address. <Link href="/users">Go to the users</Link>.
    </Notice>
  </View>
);
