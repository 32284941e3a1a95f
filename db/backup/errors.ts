/** A backup that cannot be made, read or restored. The message is one line for the person at the keyboard. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Why it failed, in one line. The query builder puts the statement before the reason, and that may be many lines. */
export const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return (
    message
      .slice(message.lastIndexOf(' - ') + 1)
      .replace(/^- /, '')
      .trim()
      .split('\n')[0] ?? ''
  );
};
