/** Base of every error that these processes raise on purpose: the message is one sentence for the operator. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
}

/** A flag, an environment variable or a file has a value that cannot be used. */
export class ConfigError extends OperatorError {
  override readonly name = 'ConfigError';
}

/** Another live process holds the data directory. */
export class LockHeldError extends OperatorError {
  override readonly name = 'LockHeldError';
  constructor(
    readonly path: string,
    readonly pid: number,
  ) {
    super(`${path} is held by process ${pid}; one process per data directory`);
  }
}

/** The key was used by somebody else: the nonce was mined with a transaction that is not ours. */
export class NonceTakenError extends OperatorError {
  override readonly name = 'NonceTakenError';
  constructor(readonly nonce: number) {
    super(`nonce ${nonce} was mined with a transaction this process did not send; give every process its own key`);
  }
}

/** An HTTP answer with a status of its own. */
export class HttpError extends OperatorError {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The message of anything that was thrown, in one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
