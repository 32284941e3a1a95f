import { isIP } from 'node:net';
import { isAddressBlock, networkOf } from '../../src/domain/address-block';

const ADDRESSES = [
  '0.0.0.0',
  '127.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '1::',
  '2001:db8::8a2e:370:7334',
  '2001:0DB8:0:0:0:0:0:1',
  '::ffff:192.0.2.1',
  '64:ff9b::192.0.2.33',
  '1:2:3:4:5:6:192.0.2.1',
  '1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7::',
  '::2:3:4:5:6:7:8',
];

const NO_ADDRESSES = [
  '',
  ' ',
  'localhost',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '01.2.3.4',
  '1.2.3.4 ',
  '1.2.3.4\n',
  '0x7f.0.0.1',
  '٣.1.1.1',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '12345::',
  'g::',
  '192.0.2.1::',
  '1:2:3:4:5:6:7:192.0.2.1',
  '::192.0.2.1:1',
  '::256.0.2.1',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
];

// A linear congruential generator: the same cases on every run.
const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

describe('an address block', () => {
  test.each(ADDRESSES)('may be the address %s', (address) => {
    expect(isIP(address)).not.toBe(0);
    expect(isAddressBlock(address)).toBe(true);
  });

  test.each(NO_ADDRESSES)('is not %j', (text) => {
    expect(isIP(text)).toBe(0);
    expect(isAddressBlock(text)).toBe(false);
  });

  test('agrees with node:net on whatever looks like an address', () => {
    const next = random(20230616);
    const parts = [
      ':',
      ':',
      '::',
      '.',
      '0',
      '1',
      '25',
      '255',
      '256',
      'ff',
      'abcd',
      '12345',
      '192.0.2.1',
      '1:2:3:4:5:6:7',
      '10.0.0',
    ];
    const pick = (): string => parts[Math.floor(next() * parts.length)] ?? '';
    let addresses = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: 1 + Math.floor(next() * 8) }, pick).join('');
      expect([text, isAddressBlock(text)]).toEqual([text, isIP(text) !== 0]);
      addresses += isIP(text) === 0 ? 0 : 1;
    }
    expect(addresses).toBeGreaterThan(100);
  });

  test.each(['10.0.0.0/8', '10.1.2.3/0', '10.1.2.3/32', '2001:db8::/32', '::/0', '::1/128'])(
    'may be %s',
    (block) => {
      expect(isAddressBlock(block)).toBe(true);
    },
  );

  test.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/8 ',
    '10.0.0.0/1e1',
    '10.0.0.0/255.0.0.0',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
  ])('is not %j', (text) => {
    expect(isAddressBlock(text)).toBe(false);
  });
});

describe('what a caller is told apart by', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:1ff::1', '2001:db8:1:100::/56'],
    ['2001:db8:1:100:ffff::', '2001:db8:1:100::/56'],
    ['2001:db8:1:200::1', '2001:db8:1:200::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['1:2:3:4:5:6:7:8', '1:2:3:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['unknown', 'unknown'],
  ])('of %s it is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
