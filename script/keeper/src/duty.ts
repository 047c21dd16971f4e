import type { Call, Outcome, TransactionEngine } from './kit/index.js';

/** Whether a duty has something to do now, and why. Reads only. */
export interface Check {
  due: boolean;
  why: string;
}

/**
 * How a run ended: done (something was written), nothing (not due after all), lost (somebody else was faster), dry (no key),
 * pending (sent and not mined yet, or behind what is not), failed.
 */
export type RunKind = 'done' | 'nothing' | 'lost' | 'dry' | 'pending' | 'failed';

export interface RunResult {
  kind: RunKind;
  detail: string;
}

/** When a duty is looked at: with every new block, by a cron pattern (seconds first), or never. */
export type Schedule = 'block' | 'off' | (string & {});

/** One thing that has to be done again and again. Safe to run twice and from several machines at once. */
export interface Duty {
  readonly name: string;
  readonly description: string;
  readonly schedule: Schedule;
  check(): Promise<Check>;
  /** Does what is due; decides anew from the chain, whatever check said before. */
  run(): Promise<RunResult>;
}

export function due(why: string): Check {
  return { due: true, why };
}

export function idle(why: string): Check {
  return { due: false, why };
}

/**
 * Sends one call of a duty.
 *
 * @param lostRaces names of the errors that mean that somebody else has just done it
 */
export async function act(engine: TransactionEngine, call: Call, lostRaces: readonly string[]): Promise<RunResult> {
  return resultOf(await engine.send(call), call.label, lostRaces);
}

function resultOf(outcome: Outcome, label: string, lostRaces: readonly string[]): RunResult {
  switch (outcome.kind) {
    case 'mined':
      return { kind: 'done', detail: `${label} in ${outcome.hash}` };
    case 'dry':
      return { kind: 'dry', detail: `would send ${label}` };
    case 'pending':
      return { kind: 'pending', detail: `${label} unmined as ${outcome.hash}` };
    case 'unsent':
      return { kind: 'pending', detail: `${label} waits for what was sent before it` };
    case 'reverted': {
      const lost = lostRaces.includes(outcome.revert.name);
      return { kind: lost ? 'lost' : 'failed', detail: `${label}: ${outcome.revert.text}` };
    }
  }
}

const SEVERITY: readonly RunKind[] = ['nothing', 'lost', 'done', 'dry', 'pending', 'failed'];

/** The result of several acts: the gravest kind, all details. */
export function summarise(results: readonly RunResult[]): RunResult {
  let kind: RunKind = 'nothing';
  for (const result of results) if (SEVERITY.indexOf(result.kind) > SEVERITY.indexOf(kind)) kind = result.kind;
  const detail = results.map((result) => result.detail).join('; ');
  return { kind, detail: detail || 'nothing to do' };
}
