import { type Reply, saying } from '../../codec/reply';

/** The answer of an effect that has nothing to show (seed 001). */
export const success = (message: string): Reply<unknown> => saying({ success: true, message });
