/** Why a run ended. */
export interface Exit {
  /** exit code of the command; null if it never ran or was killed by a signal of the agent */
  code: number | null;
  /** what the agent itself did to end it */
  cause: 'exit' | 'spawn' | 'deadline' | 'output' | 'shutdown' | 'lost' | 'notice';
  /** chain time */
  endedAt: number;
}

export const OUTCOME_CHECKPOINT = 0;
export const OUTCOME_COMPLETED = 1;
export const OUTCOME_FAILED = 2;

/** Failure codes this agent uses: 1-99 provider fault, 100-199 buyer fault, 0 uncoded. */
export const FailureCode = {
  /** could not start the process, or the agent was shut down */
  PROVIDER: 1,
  /** the run was lost with its machine */
  LOST: 2,
  /** declined: the job's spec cannot be had or is malformed */
  SPEC: 10,
  /** declined: the command does not exist here */
  COMMAND: 11,
  /** declined: its uptime would be measured by its own heartbeats, which this agent was not told to vouch for */
  HEARTBEAT: 12,
  /** exit codes 70-79 map to 100-109 */
  BUYER_BASE: 100,
  /** ran past what the escrow pays for */
  DEADLINE: 110,
  /** wrote more than the output limit */
  OUTPUT: 111,
} as const;

const FIRST_BUYER_EXIT = 70;
const LAST_BUYER_EXIT = 79;
/** what a POSIX shell answers for "found but not executable" and "not found" */
const SHELL_CANNOT_RUN = [126, 127];

export interface Verdict {
  outcome: number;
  failureCode: number;
}

/** a command that a signal ended: 128 and its number, as a shell has it */
const FIRST_SIGNAL_EXIT = 129;

/** Whether a run of which notice was given simply went on until then. */
export function isStopped(code: number | null | undefined): boolean {
  return code === null || code === undefined || code >= FIRST_SIGNAL_EXIT;
}

/** How an exit is reported: 0 completed, as is what ran until the end of a notice; 70-79 buyer fault; what the agent could not do, provider fault; any other code uncoded. */
export function verdictOf(exit: Pick<Exit, 'code' | 'cause'>): Verdict {
  const failed = (failureCode: number): Verdict => ({ outcome: OUTCOME_FAILED, failureCode });
  if (exit.cause === 'deadline') return failed(FailureCode.DEADLINE);
  if (exit.cause === 'output') return failed(FailureCode.OUTPUT);
  if (exit.cause === 'lost') return failed(FailureCode.LOST);
  if (exit.cause === 'notice') {
    if (isStopped(exit.code)) return { outcome: OUTCOME_COMPLETED, failureCode: 0 };
    return verdictOf({ ...exit, cause: 'exit' });
  }
  if (exit.cause !== 'exit' || exit.code === null || SHELL_CANNOT_RUN.includes(exit.code))
    return failed(FailureCode.PROVIDER);
  if (exit.code === 0) return { outcome: OUTCOME_COMPLETED, failureCode: 0 };
  if (exit.code >= FIRST_BUYER_EXIT && exit.code <= LAST_BUYER_EXIT)
    return failed(FailureCode.BUYER_BASE + exit.code - FIRST_BUYER_EXIT);
  return failed(0);
}
