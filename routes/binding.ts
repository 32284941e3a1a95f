import type { OperationContext } from '../src/operations/context';
import type { Controllers, OperationId, Operations } from '../src/operations/contract';
import { SPECS } from '../src/operations/specs';
import type { BodyTable } from './codec/body';
import type { QueryTable } from './codec/query';
import type { Reply, Shown, Told } from './codec/reply';
import { answerConditionally, conditionalFailure } from './conditional';
import type { ALL_SPELLINGS, LifecyclePlan } from './lifecycle';
import { assertAimed, type Locators, locate, type Target } from './locator';
import type { PathTemplate } from './path';
import type { When } from './when';
import type { WireRequest, WireResponse } from './wire';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** One way to spell a binding: method and path below the dialect's prefix. The first of a binding is the canonical. */
export type Spelling = `${HttpMethod} ${PathTemplate}`;

/** What a dialect asks of a caller beyond what the operation does; never less. */
export interface Demands {
  /** Only administrators may call it. */
  readonly floor?: 'administrators';
  /** Nobody may aim it at its own account. */
  readonly refusesOneself?: true;
}

/** What of a binding the table's check, documents and the tests of all dialects read. */
export interface BindingFacts extends Demands {
  readonly at: Locators;
  readonly when?: When;
  /** Also takes `application/x-www-form-urlencoded`. */
  readonly acceptsForms?: true;
  readonly body?: BodyTable;
  readonly query?: QueryTable;
  /** What is planned for the end of its spellings: of all of them, and over it of single ones. */
  readonly lifecycle?: Partial<Readonly<Record<Spelling | typeof ALL_SPELLINGS, LifecyclePlan>>>;
}

/** One line of the route table: an operation as one dialect says it. */
export interface Binding extends BindingFacts {
  readonly operation: OperationId;
  readonly spellings: readonly Spelling[];
  /** Status of the answer when all is well. */
  readonly status: number;
  /** The answer as documents tell of it. */
  readonly told: Told;
  /** What the answer shows, where that is a field table. */
  readonly shown?: Shown;
  /** The operation's input that a request says. Throws what the decoder throws. */
  readonly inputOf: (request: WireRequest) => unknown;
  /**
   * Decodes, carries out, encodes unless the caller has kept the answer. Throws what the decoder and the controller throw,
   * and `version_stale` where `If-Match` is asked of a user that is not there.
   */
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

export interface BindOptions<O extends OperationId> extends Partial<BindingFacts> {
  /** Wire → domain, for the rest of the input. Throws `invalid_fields`. May be left out when there is no rest. */
  readonly decode?: (request: WireRequest) => Rest<O>;
  /** Domain → wire. */
  readonly reply: Reply<Operations[O]['output']>;
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
  const { decode, reply, at = {}, ...facts } = options;
  const inputOf = (request: WireRequest): Operations[O]['input'] => {
    assertAimed(at, request);
    const rest = decode?.(request);
    return { ...rest, ...located(at, request) } as Operations[O]['input'];
  };
  return {
    ...facts,
    operation,
    spellings,
    at,
    status: reply.status,
    told: reply.told,
    ...(reply.shown && { shown: reply.shown }),
    inputOf,
    async serve(request, controllers, context) {
      const spec = SPECS[operation];
      try {
        const output = await controllers[operation](inputOf(request), context);
        return answerConditionally(spec, output, context, () => reply.encode(output, request));
      } catch (error) {
        throw conditionalFailure(spec, context, error);
      }
    },
  };
};
