import { withoutRepeats } from '../../src/domain/error';

test('of issues with one field and rule the first stays, whatever it expected; the order stays', () => {
  const short = { field: 'password', rule: 'too_short', expected: 8 } as const;
  const longer = { field: 'password', rule: 'too_short', expected: 15 } as const;
  const common = { field: 'password', rule: 'too_common' } as const;
  const email = { field: 'email', rule: 'too_short' } as const;
  expect(withoutRepeats([short, email, longer, common, short])).toEqual([short, email, common]);
  expect(withoutRepeats([])).toEqual([]);
});
