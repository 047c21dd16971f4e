/** The shell that carries a run. The script below is fixed; a job's command reaches it as arguments and is never interpreted. */
export const HOLD_SHELL = '/bin/sh';

/** argv[0] of a run's wrapper, visible in process lists. */
export const HOLD_NAME = 'cyberplaza-run';

/**
 * Runs the command ("$@"), writes its exit code to the file named first, then waits for a line on stdin (or its end) and exits with
 * the same code. So one real process lives for the whole run, the agent decides by the chain's clock when the line comes, and if
 * the agent dies its end of the pipe closes and the run ends by itself. A signal to the group reaches the command, which may still
 * save its work; the wrapper outlives it to write the code. A shell is used because a thousand of them are cheap.
 */
export const HOLD_SCRIPT = 'trap : TERM; f=$1; shift; "$@" </dev/null; c=$?; echo "$c" >"$f"; read -r _; exit "$c"';

/** Arguments of {@link HOLD_SHELL} for a command. */
export function holdArguments(codeFile: string, command: readonly string[]): string[] {
  return ['-c', HOLD_SCRIPT, HOLD_NAME, codeFile, ...command];
}
