/** Longer than any number there is, and than what the 32 characters of a stored one can unfold to. */
const DIGITS_LIMIT = 128;

const SHOWN_DIGITS = 3;
/** Under this, the last digits would be most of the number. */
const TELLING_DIGITS = 7;

/**
 * The form by which phone numbers are compared (wire contract): digits and a leading `+`. Compatible forms count as what
 * they stand for, so full-width digits are digits. Null for a text that is no number.
 */
export const toCanonicalPhone = (text: string): string | null => {
  const kept = text.normalize('NFKC').replace(/[^0-9+]/g, '');
  const digits = kept.replaceAll('+', '');
  if (digits === '' || digits.length > DIGITS_LIMIT) return null;
  return kept.startsWith('+') ? `+${digits}` : digits;
};

/** What of a canonical number may be told in logs and audit entries: its last digits. */
export const maskPhone = (canonical: string): string =>
  canonical.length < TELLING_DIGITS ? '…' : `…${canonical.slice(-SHOWN_DIGITS)}`;
