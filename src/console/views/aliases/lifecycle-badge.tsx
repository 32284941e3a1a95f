import type { JSX } from 'preact';
import type { LifecycleStatus } from '../../api/usage-types';
import { Badge, type Tone } from '../../ui/badge';
import { utc } from '../../ui/moment';

const TONES: Readonly<Record<LifecycleStatus, Tone>> = {
  live: 'good',
  deprecated: 'warn',
  brownout: 'warn',
  sunset: 'bad',
};

interface Going {
  readonly status: LifecycleStatus;
  readonly sunset: string | null;
}

/** Where a spelling is on its way out, with the date of its end. */
export const LifecycleBadge = ({ going }: { readonly going: Going | null }): JSX.Element => (
  <>
    <Badge tone={TONES[going?.status ?? 'live']}>{going?.status ?? 'live'}</Badge>
    {going?.sunset && <span class="under">sunset {utc(going.sunset)}</span>}
  </>
);
