import { ERROR_KINDS } from '../../src/domain/error';
import { report } from '../support/report';
import { BY_NAME, CONFORMING } from './support/dialects';
import { ERROR_CASES } from './support/error-cases';
import { cellOf, golden, goldenErrors } from './support/golden';

let cells = 0;
let equal = 0;

afterAll(() =>
  report(`errors: ${cells} cells in ${CONFORMING.length} dialects, mismatches = ${cells - equal}`),
);

test('every error there is has its case', () => {
  const codes = new Set(ERROR_CASES.map(({ error }) => error.code));
  expect([...codes].sort()).toEqual(Object.keys(ERROR_KINDS).sort());
});

describe.each(BY_NAME)('%s', (name, dialect) => {
  test('its golden file has a cell for every case and no other', () => {
    expect([...goldenErrors(name).keys()].sort()).toEqual(ERROR_CASES.map((one) => one.name).sort());
  });

  test.each(ERROR_CASES.map((one) => [one.name, one] as const))('%s', (cell, { error, operation }) => {
    cells += 1;
    expect(cellOf(dialect.encodeError(error, operation))).toEqual(golden(name, cell));
    equal += 1;
  });
});
