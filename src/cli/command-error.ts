/** A command that cannot do what it was asked; the message is one line for the person at the keyboard. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
