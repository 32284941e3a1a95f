import type { Route } from './route';
import { fulfils } from './when';

/** Of the routes of one URL and method, the one that the body chooses: whose `when` it fulfils, else the one without. */
export const chooseRoute = (routes: readonly Route[], body: unknown): Route | undefined =>
  routes.find(({ binding: { when } }) => !when || fulfils(body, when));
