const IPV4 = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

const isIpv4 = (text: string): boolean => IPV4.test(text);

/** How many 16-bit groups a colon-separated run holds, two of them in a dotted tail; NaN when it is no such run. */
const countGroups = (run: string, mayEndDotted: boolean): number => {
  if (run === '') return 0;
  const groups = run.split(':');
  const last = groups.at(-1) ?? '';
  const isDotted = mayEndDotted && isIpv4(last);
  const plain = isDotted ? groups.slice(0, -1) : groups;
  return plain.every((group) => GROUP.test(group)) ? groups.length + (isDotted ? 1 : 0) : Number.NaN;
};

/** RFC 4291, section 2.2: eight groups, or fewer around one `::`. A zone (`%eth0`) means nothing to others: refused. */
const isIpv6 = (text: string): boolean => {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  if (tail === undefined) return countGroups(head, true) === 8;
  return countGroups(head, false) + countGroups(tail, true) < 8;
};

const isPrefixLength = (text: string, max: number): boolean =>
  /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= max;

/** Whether the text is an IPv4 or IPv6 address, alone or with the prefix length of a CIDR block. */
export const isAddressBlock = (text: string): boolean => {
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0) return false;
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : null;
  if (bits === null) return false;
  return length === undefined || isPrefixLength(length, bits);
};

const IPV6_GROUPS = 8;

/** The groups of an IPv6 address without a dotted tail, as numbers. */
const groupsOf = (address: string): number[] => {
  const [head = '', tail = ''] = address.split('::');
  const parse = (run: string): number[] =>
    run === '' ? [] : run.split(':').map((group) => Number.parseInt(group, 16));
  const [first, last] = [parse(head), parse(tail)];
  return [...first, ...Array<number>(Math.max(0, IPV6_GROUPS - first.length - last.length)).fill(0), ...last];
};

/**
 * What a caller is told apart by: an IPv4 address, or the /56 block of an IPv6 address, since that is what one home is
 * handed (better-auth CVE-2026-45364). The address must be in its canonical text; any other text stays as it is.
 */
export const networkOf = (address: string): string => {
  if (!address.includes(':')) return address;
  const [a = 0, b = 0, c = 0, d = 0] = groupsOf(address);
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
};
