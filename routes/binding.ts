import type { OperationContext } from '../src/operations/context';
import type { Controllers, OperationId, Operations } from '../src/operations/contract';
import { type Locators, locate, type Target } from './locator';
import type { PathTemplate } from './path';
import type { WireRequest, WireResponse } from './wire';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** One way to spell a binding: method and path below the dialect's prefix. The first of a binding is the canonical. */
export type Spelling = `${HttpMethod} ${PathTemplate}`;

/** Tells bindings of one URL apart by a field of the body. A binding without it takes all other values. */
export interface When {
  readonly field: string;
  readonly equals: string;
}

/** One line of the route table: an operation as one dialect says it. */
export interface Binding {
  readonly operation: OperationId;
  readonly spellings: readonly Spelling[];
  readonly at: Locators;
  readonly when?: When;
  /** A dialect may ask for more than the operation does, never for less. */
  readonly floor?: 'administrators';
  /** Decodes, carries out, encodes. Throws what the decoder and the controller throw. */
  readonly serve: (
    request: WireRequest,
    controllers: Controllers,
    context: OperationContext,
  ) => Promise<WireResponse>;
}

/** What of an operation's input the locators do not give. */
type Rest<O extends OperationId> = Operations[O]['input'] extends undefined
  ? undefined
  : Omit<Operations[O]['input'], Target>;

export interface BindOptions<O extends OperationId> {
  readonly at?: Locators;
  readonly when?: When;
  readonly floor?: 'administrators';
  /** Wire → domain, for the rest of the input. Throws `invalid_fields`. May be left out when there is no rest. */
  readonly decode?: (request: WireRequest) => Rest<O>;
  /** Domain → wire. */
  readonly encode: (output: Operations[O]['output'], request: WireRequest) => WireResponse;
}

const located = (at: Locators, request: WireRequest): Partial<Record<Target, unknown>> =>
  Object.fromEntries(
    Object.entries(at).map(([target, locator]) => [target, locate(target as Target, locator, request)]),
  );

/** Ties decode, controller and encode to one operation: the type parameter is checked here, then closed over. */
export const bind = <O extends OperationId>(
  operation: O,
  spellings: readonly [Spelling, ...Spelling[]],
  options: BindOptions<O>,
): Binding => {
  const { at = {}, when, floor, decode, encode } = options;
  return {
    operation,
    spellings,
    at,
    ...(when && { when }),
    ...(floor && { floor }),
    async serve(request, controllers, context) {
      const rest = decode?.(request);
      const input = { ...rest, ...located(at, request) } as Operations[O]['input'];
      return encode(await controllers[operation](input, context), request);
    },
  };
};
