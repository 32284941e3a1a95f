import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Redirect, Route, Router, Switch } from 'wouter-preact';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { useParts } from './api/context';
import { type Failure, isAway, toFailure } from './api/failure';
import { useStore } from './api/store';
import { FailureNotice, Loading } from './ui/notices';
import { BindingView } from './views/aliases/binding-view';
import { CallerView } from './views/aliases/caller-view';
import { CallersView } from './views/aliases/callers-view';
import { LifecycleView } from './views/aliases/lifecycle-view';
import { SpellingsView } from './views/aliases/spellings-view';
import { AuditOfView, AuditView } from './views/audit/audit-view';
import { EntryPage } from './views/entry-page';
import { HealthView } from './views/health/health-view';
import { MustChange } from './views/must-change';
import { NotFound } from './views/not-found';
import { PoliciesView } from './views/policies/policies-view';
import { Shell } from './views/shell';
import { SignIn } from './views/sign-in';
import { TokensView } from './views/tokens/tokens-view';
import { TrafficView } from './views/traffic/traffic-view';
import { UserView } from './views/users/user-view';
import { UsersView } from './views/users/users-view';

/** A spelling as an address holds it, of which the router has undone a part by now. */
const spellingIn = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const Views = (): JSX.Element => (
  <Shell>
    <Switch>
      <Route path="/">
        <Redirect to="/users" replace />
      </Route>
      <Route path="/users" component={UsersView} />
      <Route path="/users/:id">{({ id }) => <UserView key={id} id={id} />}</Route>
      <Route path="/tokens" component={TokensView} />
      <Route path="/policies" component={PoliciesView} />
      <Route path="/aliases" component={CallersView} />
      <Route path="/aliases/spellings" component={SpellingsView} />
      <Route path="/aliases/lifecycle" component={LifecycleView} />
      <Route path="/aliases/token/:id">{({ id }) => <CallerView key={id} kind="token" id={id} />}</Route>
      <Route path="/aliases/user/:id">{({ id }) => <CallerView key={id} kind="user" id={id} />}</Route>
      <Route path="/aliases/binding/*">
        {(parameters) => <BindingView binding={spellingIn(parameters['*'])} />}
      </Route>
      <Route path="/traffic" component={TrafficView} />
      <Route path="/health" component={HealthView} />
      <Route path="/audit" component={AuditView} />
      <Route path="/audit/:type/:id">
        {({ type, id }) => <AuditOfView key={`${type} ${id}`} type={type} id={id} />}
      </Route>
      <Route component={NotFound} />
    </Switch>
  </Shell>
);

/** While a session is taken up; stays when the server is away. */
const Starting = (): JSX.Element => {
  const { session, transport } = useParts();
  const returns = useStore(transport.returns);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  const retry = (): void => setTries((count) => count + 1);
  // A server that is back is a reason to try again.
  useEffect(() => {
    setFailure(null);
    session.resume().catch((thrown: unknown) => setFailure(toFailure(thrown)));
  }, [session, returns, tries]);
  useEffect(() => {
    if (!failure?.retryAfter) return undefined;
    const timer = setTimeout(retry, failure.retryAfter * 1000);
    return () => clearTimeout(timer);
  }, [failure]);
  return (
    <EntryPage title="Welcome back">
      {failure && !isAway(failure) ? (
        <>
          <FailureNotice failure={failure} onRetry={retry} />
          <button type="button" class="secondary outline" onClick={() => session.signOut()}>
            Sign in again
          </button>
        </>
      ) : (
        <Loading />
      )}
    </EntryPage>
  );
};

/** The console. */
export const App = (): JSX.Element => {
  const state = useStore(useParts().session.state);
  if (state.phase === 'starting') return <Starting />;
  if (state.phase === 'signed-out') return <SignIn notice={state.notice} />;
  if (state.phase === 'must-change') return <MustChange name={state.name} />;
  return (
    <Router hook={useHashLocation}>
      <Views />
    </Router>
  );
};
