import type { RequestHandler } from 'express';
import { fallbackRoute } from '../../routes/choose';
import type { Route } from '../../routes/route';
import type { CallLabels, CallMeter, CallRecorder } from '../domain/signals';
import type { CallObserver } from './observe';

const NONE: CallLabels = { dialect: 'none', operation: 'none', binding: 'none', isAlias: false };

const labelsOf = ({ dialect, binding, label, canonicalLabel }: Route): CallLabels => ({
  dialect: dialect.name,
  operation: binding.operation,
  binding: label,
  isAlias: label !== canonicalLabel,
});

/** Counts the calls that are under way. */
export const countInFlight =
  (meter: CallMeter): RequestHandler =>
  (_request, response, next) => {
    meter.begin();
    response.once('close', () => meter.end());
    next();
  };

/**
 * Counts each call under the spelling that it asked for. Labels come from the table alone, never from the request: what
 * it leads nowhere is "none". Where the body decides between operations and was never read, the one for any other body stands for all.
 */
export const countCalls = (meter: CallMeter): CallObserver => {
  const nowhere = meter.recorder(NONE);
  const recorders = new Map<Route, CallRecorder>();
  const recorderOf = (route: Route): CallRecorder => {
    const recorder = recorders.get(route) ?? meter.recorder(labelsOf(route));
    recorders.set(route, recorder);
    return recorder;
  };
  return ({ call, status, ms, isAborted }) => {
    const route = call.route ?? fallbackRoute(call.routes);
    (route ? recorderOf(route) : nowhere)(status, ms, isAborted);
  };
};
