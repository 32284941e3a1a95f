/**
 * What random tests draw from. Fixed, so that a change fails for what it changed and not for the luck of its draw;
 * `SEED=random` looks for what this one never draws, and `SEED=<number>` repeats what such a run has printed.
 */
const given = process.env['SEED'];
export const SEED = given === 'random' ? Date.now() % 2 ** 31 : Number(given ?? 20_261_121);
