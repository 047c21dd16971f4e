import { JobState, Period } from '@cyberplaza/sdk';
import type { UsageReport } from '@cyberplaza/sdk/eip712';
import { type Address, type Hex, isAddressEqual, zeroHash } from 'viem';
import type { ChainJob, ChainListing } from '../agent/market.js';
import { FailureCode, isStopped, OUTCOME_CHECKPOINT, OUTCOME_COMPLETED, verdictOf } from '../run/outcome.js';
import { samplingError, uptimeOf } from '../run/uptime.js';
import type { JobSpec } from '../spec.js';
import type { RefusalReason } from '../wire.js';
import type { Observation } from './observer.js';

/** All a meter knows when it is asked to sign. */
export interface Evidence {
  report: UsageReport;
  market: Address;
  job: ChainJob;
  listing: ChainListing;
  /** chain time */
  clock: number;
  /** how long the market waits for an acknowledgement, chain seconds */
  ackWindow: number;
  observation: Observation | undefined;
  gone: boolean;
  spec: JobSpec | undefined;
  resultHash: Hex | undefined;
  exitCode: number | undefined;
  /** bytes on standard output, and how many a job may write */
  outputBytes: number;
  maxStdoutBytes: number;
  /** chain seconds by which observations may be off */
  tolerance: number;
  /** basis points of uptime, beyond what two observers must differ by */
  uptimeTolerance: number;
}

export interface Refused {
  reason: RefusalReason;
  detail: string;
}

const FULL_BPS = 10_000;

/** Checks a report against chain and own observation; undefined means that the meter can stand behind it. */
export function judge(evidence: Evidence): Refused | undefined {
  return (
    checkChain(evidence) ??
    checkTimes(evidence) ??
    checkRun(evidence) ??
    checkUsage(evidence) ??
    checkUptime(evidence) ??
    checkOutcome(evidence)
  );
}

function refuse(reason: RefusalReason, detail: string): Refused {
  return { reason, detail };
}

function checkChain({ report, market, job, clock, ackWindow }: Evidence): Refused | undefined {
  if (!isAddressEqual(report.market, market)) return refuse('wrong-market', `this meter serves ${market}`);
  // a report acknowledges what is still open, but only while that is awaited
  if (job.state === JobState.Open) {
    const until = job.since + ackWindow;
    if (clock > until) return refuse('wrong-state', `nobody acknowledged it by ${until}`);
  } else if (job.state !== JobState.Acknowledged && job.state !== JobState.Running)
    return refuse('wrong-state', `state ${job.state}`);
  if (job.state === JobState.Running) {
    if (job.since !== report.startedAt) return refuse('wrong-start', `the chain says ${job.since}`);
  } else if (report.startedAt < job.since) return refuse('wrong-start', `opened at ${job.since}`);
  if (report.sequence <= job.lastSequence) return refuse('sequence-used', `the chain is at ${job.lastSequence}`);
  if (report.usage < job.checkpointUsage) return refuse('usage-falls', `the checkpoint is at ${job.checkpointUsage}`);
  return undefined;
}

function checkTimes({ report, job, clock, observation, tolerance }: Evidence): Refused | undefined {
  if (report.endedAt < report.startedAt) return refuse('wrong-times', 'ends before it starts');
  if (report.endedAt > clock) return refuse('future-time', `the chain is at ${clock}`);
  if (job.noticeEndsAt !== 0 && report.endedAt > job.noticeEndsAt)
    return refuse('wrong-times', `notice ended the run at ${job.noticeEndsAt}`);
  if (report.uptimeBps > FULL_BPS) return refuse('wrong-times', `uptime ${report.uptimeBps}`);
  if (!observation) return refuse('not-observed', 'this meter never saw a process of this job');
  if (job.state !== JobState.Running && Math.abs(report.startedAt - observation.firstSeen) > tolerance) {
    return refuse('wrong-start', `first seen at ${observation.firstSeen}`);
  }
  return undefined;
}

function checkRun({ report, job, observation, gone, spec, tolerance }: Evidence): Refused | undefined {
  if (!observation) return undefined;
  if (spec && observation.command && !sameWords(spec.command, observation.command)) {
    return refuse('wrong-process', 'the process runs another command than the job');
  }
  const latest = observation.goneAt ?? observation.lastAlive;
  if (report.outcome === OUTCOME_CHECKPOINT) {
    return report.endedAt > latest + tolerance
      ? refuse('not-running', `last seen at ${observation.lastAlive}`)
      : undefined;
  }
  if (!gone) return refuse('still-running', `process ${observation.pid} is alive`);
  if (report.endedAt > latest + tolerance) return refuse('ended-mismatch', `gone by ${latest}`);
  // claiming less than was seen harms nobody where the job's own terms explain it
  const planned = report.startedAt + Math.min(spec?.runSeconds ?? Number.POSITIVE_INFINITY, job.duration);
  const earliest = Math.min(observation.lastAlive, planned, job.noticeEndsAt || Number.POSITIVE_INFINITY);
  if (report.endedAt < earliest - tolerance) return refuse('ended-mismatch', `alive at ${observation.lastAlive}`);
  return undefined;
}

function checkUsage(evidence: Evidence): Refused | undefined {
  const { report, job, listing, observation, tolerance } = evidence;
  if (!observation) return undefined;
  const units = BigInt(job.units);
  if (listing.period === Period.Unit) {
    // of what was stopped half-way only what a checkpoint tells is known
    const most = wasNoticed(evidence) ? job.checkpointUsage : units;
    return report.usage > most ? refuse('usage-too-high', `${most} units at most`) : undefined;
  }
  const latest = observation.goneAt ?? observation.lastAlive;
  const observed = Math.max(0, latest - observation.firstSeen) + tolerance;
  const seconds = Math.min(report.endedAt - report.startedAt, observed);
  if (report.usage > units * BigInt(seconds))
    return refuse('usage-too-high', `${units} units for at most ${seconds} s were seen`);
  return undefined;
}

/** Neither more, which would cost the buyer its credit, nor less, which would cost the provider its pay. */
function checkUptime({ report, observation, uptimeTolerance }: Evidence): Refused | undefined {
  if (!observation) return undefined;
  const seen = uptimeOf(observation.tally);
  const slack = uptimeTolerance + samplingError(observation.tally);
  return Math.abs(report.uptimeBps - seen) > slack
    ? refuse('uptime-mismatch', `this meter saw ${seen} of 10,000 in ${observation.tally.probes} looks`)
    : undefined;
}

function checkOutcome(evidence: Evidence): Refused | undefined {
  const { report, resultHash, exitCode, outputBytes, maxStdoutBytes } = evidence;
  if (report.outcome === OUTCOME_CHECKPOINT) {
    return report.resultHash === zeroHash ? undefined : refuse('result-mismatch', 'a checkpoint has no result');
  }
  // output beyond its limit has no hash worth computing
  const expectedHash = outputBytes > maxStdoutBytes ? zeroHash : resultHash;
  if (expectedHash !== report.resultHash)
    return refuse('result-mismatch', `this meter read ${expectedHash ?? 'nothing'}`);
  const expected = verdictOf({ code: exitCode ?? null, cause: exitCode === undefined ? 'lost' : 'exit' });
  if (report.outcome === OUTCOME_COMPLETED) {
    const fits = expected.outcome === OUTCOME_COMPLETED || wasNoticed(evidence);
    return fits && report.failureCode === 0
      ? undefined
      : refuse('outcome-mismatch', `exit code ${exitCode ?? 'unknown'}`);
  }
  // a provider may always take the blame; a buyer's fault needs the exit code or a limit that was really hit
  const providerFault = report.failureCode > 0 && report.failureCode < FailureCode.BUYER_BASE;
  if (providerFault) return undefined;
  if (hitLimit(evidence)) return undefined;
  const fits =
    expected.outcome === report.outcome && expected.failureCode === report.failureCode && exitCode !== undefined;
  return fits
    ? undefined
    : refuse('outcome-mismatch', `exit code ${exitCode ?? 'unknown'} is not failure ${report.failureCode}`);
}

/** True if the run went on until a notice ended it. */
function wasNoticed({ report, job, exitCode, tolerance }: Evidence): boolean {
  return job.noticeEndsAt !== 0 && report.endedAt >= job.noticeEndsAt - tolerance && isStopped(exitCode);
}

/** True if the run was cut off for a limit which it really had reached. */
function hitLimit({ report, job, outputBytes, maxStdoutBytes }: Evidence): boolean {
  if (report.failureCode === FailureCode.DEADLINE) return report.endedAt - report.startedAt >= job.duration;
  return report.failureCode === FailureCode.OUTPUT && outputBytes > maxStdoutBytes;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
