import type { SignInName } from '../../domain/sign-in';
import type { RefusableCall } from '../note-refusal';

/** Somebody is about to prove who it is: for what, by which name, and from where. */
export interface Attempt extends RefusableCall {
  readonly name: SignInName;
}
