/** A text escaped for a URL or a form; half a surrogate pair, which has no bytes, becomes U+FFFD. */
export const escapeText = (text: string): string => encodeURIComponent(text.toWellFormed());
