/**
 * Runs a task under a signal that aborts when `stop` does, or after `ms` milliseconds.
 *
 * Not by `AbortSignal.timeout`: Node 20 loses one that nobody but `AbortSignal.any` knows, and then waits for ever.
 */
export async function withPatience<result>(
  stop: AbortSignal,
  ms: number,
  task: (signal: AbortSignal) => Promise<result>,
): Promise<result> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error(`no answer in ${ms} ms`)), ms);
  try {
    return await task(AbortSignal.any([stop, patience.signal]));
  } finally {
    clearTimeout(timer);
  }
}
