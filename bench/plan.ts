/** How long everything is measured. */
export interface Plan {
  readonly isQuick: boolean;
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly roundSeconds: number;
  /** Of sign-ins, which take long each. */
  readonly floodSeconds: number;
  /** Users in the directory of most rows. */
  readonly users: number;
  /** Users in the two directories of the rows about size. */
  readonly fewUsers: number;
  readonly manyUsers: number;
}

/** What figures are to be taken from. */
export const WHOLE_PLAN: Plan = {
  isQuick: false,
  rounds: 5,
  warmUpSeconds: 12,
  roundSeconds: 4,
  floodSeconds: 15,
  users: 100_000,
  fewUsers: 10_000,
  manyUsers: 1_000_000,
};

/** Whether everything runs; its figures mean little. */
export const QUICK_PLAN: Plan = {
  isQuick: true,
  rounds: 2,
  warmUpSeconds: 1,
  roundSeconds: 1,
  floodSeconds: 3,
  users: 100_000,
  fewUsers: 10_000,
  manyUsers: 200_000,
};
