import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { useMe, useParts } from '../api/context';
import { Announcer } from '../ui/announcer';
import { AwayBanner } from '../ui/away-banner';
import { Icon } from '../ui/icons';
import { ThemeButton } from '../ui/theme-button';
import { ChangePasswordDialog } from './change-password-dialog';
import { PLACES } from './navigation';

// No link: the fragment of the address is the router's.
const focusContent = (): void => document.getElementById('content')?.focus();

const Places = ({ here }: { readonly here: string }): JSX.Element => (
  <ul>
    {PLACES.map(({ path, name, icon }) => (
      <li key={path}>
        <Link href={path} aria-current={here.startsWith(path) ? 'page' : undefined}>
          <Icon name={icon} />
          {name}
        </Link>
      </li>
    ))}
  </ul>
);

const Account = (): JSX.Element => {
  const { session } = useParts();
  const { id, username } = useMe();
  const [isChanging, setChanging] = useState(false);
  return (
    <div class="account">
      <p>
        Signed in as <Link href={`/users/${id}`}>{username}</Link>
      </p>
      <button type="button" class="ghost small" onClick={() => setChanging(true)}>
        Change password
      </button>
      <ThemeButton />
      <button type="button" class="ghost small" onClick={() => session.signOut()}>
        Sign out
      </button>
      {isChanging && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </div>
  );
};

/** What is around every view: the places, who is signed in, what is announced. */
export const Shell = ({ children }: { readonly children: ComponentChildren }): JSX.Element => {
  const [here] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const isFirst = useRef(true);
  // Another place is the reason.
  useEffect(() => {
    setOpen(false);
    if (!isFirst.current) document.getElementById('content')?.focus();
    isFirst.current = false;
    scrollTo(0, 0);
  }, [here]);
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={focusContent}>
        Skip to the content
      </button>
      <header class="side">
        <p class="brand">
          Roster <span>console</span>
        </p>
        <button
          type="button"
          class="ghost menu"
          aria-expanded={isOpen}
          aria-controls="places"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="menu" /> Menu
        </button>
        <div id="places" class={isOpen ? 'open' : undefined}>
          <nav aria-label="Places">
            <Places here={here} />
          </nav>
          <Account />
        </div>
      </header>
      <div class="body">
        <AwayBanner />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Announcer />
    </div>
  );
};
