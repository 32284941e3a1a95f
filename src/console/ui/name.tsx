import type { JSX } from 'preact';

/** From so many characters on a name may be broken anywhere. */
const LONG = 22;

/** A name that people gave: whole where it is short, broken where it must be. */
export const Name = ({ text }: { readonly text: string }): JSX.Element => (
  <span class={text.length < LONG ? 'whole' : 'breakable'}>{text}</span>
);
