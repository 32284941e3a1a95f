import type { Route } from './route';
import { fulfils } from './when';

/** Of the routes of one URL and method, the one that the body chooses: whose `when` it fulfils, else the one without. */
export const chooseRoute = (routes: readonly Route[], body: unknown): Route | undefined =>
  routes.find(({ binding: { when } }) => !when || fulfils(body, when));

/** The route that stands for all where no body told which it is: the one for any other body, else the first. */
export const fallbackRoute = (routes: readonly Route[]): Route | undefined =>
  chooseRoute(routes, undefined) ?? routes[0];
