import { json, type WireResponse } from '../../wire';

/** The answer of an effect that has nothing to show (seed 001). */
export const success = (message: string) => (): WireResponse => json(200, { success: true, message });
