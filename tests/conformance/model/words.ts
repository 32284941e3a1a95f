/**
 * The words that sequences are made of: few, so that they collide, and each with the form by which it is the same as
 * another, written here by hand (wire contract: trimming, NFKC, full case folding).
 */

/** Usernames and their canonical forms. */
export const USERNAMES: Readonly<Record<string, string>> = {
  ann: 'ann',
  ANN: 'ann',
  Ａｎｎ: 'ann',
  straße: 'strasse',
  STRASSE: 'strasse',
  '\u212Aim': 'kim',
  Kim: 'kim',
  ' kim ': 'kim',
  user: 'user',
  ann1: 'ann1',
  'Ömer Faruk': 'ömer faruk',
  ...Object.fromEntries(['bob', 'dora', 'gerda', 'hans', 'ida'].map((name) => [name, name])),
};

/** What is stored otherwise than it was written: trimmed, in NFC, in which the Kelvin sign is a K. */
export const STORED: Readonly<Record<string, string>> = { '\u212Aim': 'Kim', ' kim ': 'kim' };

interface Email {
  readonly canonical: string;
  /** What a username is made of that nobody gave. */
  readonly stem: string;
}

/** Emails, their canonical forms, and what usernames are derived from them. */
export const EMAILS: Readonly<Record<string, Email>> = {
  'ann@a.example': { canonical: 'ann@a.example', stem: 'ann' },
  'ANN@A.example': { canonical: 'ann@a.example', stem: 'ann' },
  'ann@b.example': { canonical: 'ann@b.example', stem: 'ann' },
  'A.n-n+x@b.example': { canonical: 'a.n-n+x@b.example', stem: 'a.n-nx' },
  'Kim@a.example': { canonical: 'kim@a.example', stem: 'kim' },
  'ß@a.example': { canonical: 'ss@a.example', stem: 'user' },
  'ss@a.example': { canonical: 'ss@a.example', stem: 'ss' },
  '+@a.example': { canonical: '+@a.example', stem: 'user' },
  ...Object.fromEntries(
    ['bob', 'carla', 'dora', 'emil', 'fritz', 'gerda'].map((stem) => [
      `${stem}@a.example`,
      { canonical: `${stem}@a.example`, stem },
    ]),
  ),
};

/** Numbers that employers give, and their canonical forms. */
export const EMPLOYEE_IDS: Readonly<Record<string, string>> = { 'E-1': 'e-1', 'e-1': 'e-1', 'E-2': 'e-2' };

export const NAMES = ['Ann', 'Bob B. Ünlü'] as const;
export const PHONES = ['+4930111', '+4930222'] as const;
