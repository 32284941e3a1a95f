import { render } from 'preact';
import { PartsContext } from './api/context';
import { createSession } from './api/session';
import { createTransport } from './api/transport';
import { App } from './app';
import { startTheme } from './ui/theme';

// At once, while the head is read: later the page would flash in the other colours.
startTheme();

document.addEventListener('DOMContentLoaded', () => {
  const place = document.getElementById('console');
  if (!place) return;
  const transport = createTransport();
  const parts = { transport, session: createSession(transport) };
  render(
    <PartsContext.Provider value={parts}>
      <App />
    </PartsContext.Provider>,
    place,
  );
});
