/** How a planned job ends in reality; the market must find that out by itself. */
export type Ending =
  /** the command ends with 0 after `runSeconds` */
  | 'completes'
  /** the command ends with another code after `runSeconds` */
  | 'fails'
  /** the command fails because of what the buyer handed in */
  | 'buyer-fault'
  /** the provider never answers */
  | 'ignored'
  /** the buyer cancels before it is started */
  | 'cancelled';

/** One line of work for the market, whatever it was read from. */
export interface PlannedJob {
  /** line or entry number in the input, for messages */
  ref: string;
  /** seconds after the first job */
  submitAt: number;
  buyer: string;
  provider: string;
  units: number;
  /** what is escrowed, seconds */
  requestedSeconds: number;
  /** how long it runs, seconds of chain time */
  runSeconds: number;
  ending: Ending;
  /** how the escrow is paid */
  pay: 'balance' | 'token' | 'order';
  /** tasks of a sweep under one root; 0 = a single job */
  tasks: number;
  /** argv of the real process */
  command: readonly string[];
}

export interface JobInput {
  source: string;
  jobs: PlannedJob[];
  /** what was passed over, and why: shown, never fatal */
  skipped: { malformed: number; incomplete: number; examples: string[] };
}
