/** Base of every error raised on purpose: the message says what is wrong and what to do about it. */
export class RewardsError extends Error {
  override readonly name: string = 'RewardsError';
}

/** A flag, an environment variable or a file has a value that cannot be used. */
export class InputError extends RewardsError {
  override readonly name = 'InputError';
}

/** What was read from chain or index contradicts itself, or lacks something. */
export class SourceError extends RewardsError {
  override readonly name = 'SourceError';
}

/** No root now: CPT/USD is unfit, or nothing has been released. */
export class NotDueError extends RewardsError {
  override readonly name = 'NotDueError';
}

/** The message of anything that was thrown, in one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
