import { fallbackRoute } from '../../routes/choose';
import type { CallObserver } from './observe';

/** Ends the call's part of its trace. */
export const endSpan: CallObserver = ({ call, method, path, status }) => {
  const route = call.route ?? fallbackRoute(call.routes) ?? null;
  call.span.end({
    method,
    path,
    status,
    dialect: route?.dialect.name ?? null,
    operation: route?.binding.operation ?? null,
    template: route?.path ?? null,
  });
};
