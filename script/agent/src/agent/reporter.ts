import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, messageOf, type Outcome, type TransactionEngine } from '@cyberplaza/keeper/kit';
import { JobState, Period } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import type { Deployment } from '@cyberplaza/sdk/deployments';
import { hashUsageReport, packProof, type UsageReport } from '@cyberplaza/sdk/eip712';
import { type Address, encodeFunctionData, type Hex, isAddressEqual, keccak256, recoverAddress, zeroHash } from 'viem';
import { FailureCode, isStopped, OUTCOME_CHECKPOINT, OUTCOME_COMPLETED, verdictOf } from '../run/outcome.js';
import { type JobRecord, type RecordBook, runDirectory, takeStart } from '../run/record.js';
import { emptyTally, uptimeOf } from '../run/uptime.js';
import type { Grant } from '../wire.js';
import type { ChainJob, Market, MarketWriter } from './market.js';
import { collectSignatures, type Refused, type Signatures, type Witness } from './quorum.js';

export interface ReporterOptions {
  market: Market;
  writer: MarketWriter;
  engine: TransactionEngine;
  deployment: Deployment;
  witnesses: readonly Witness[];
  dataDir: string;
  book: RecordBook;
  hedgeMs: number;
  maxStdoutBytes: number;
  log: Logger;
  clock: () => number;
  onRefusal: (reason: string) => void;
}

/** What became of a report. final: nothing is left to do for this job. */
export interface Reported {
  final: boolean;
  note: string;
}

const TOO_LATE = 'too late to report';

/** Turns an ended run into a signed report on chain. */
export class Reporter {
  /** last content shown to a meter, so that the same content keeps its sequence and other content gets a new one */
  readonly #shown = new Map<bigint, string>();

  constructor(private readonly options: ReporterOptions) {}

  /** One attempt at the final report. */
  async conclude(record: JobRecord): Promise<Reported> {
    const job = await this.#read(record);
    const obstacle = await this.#obstacle(record, job);
    if (obstacle) return { final: true, note: obstacle };
    const { exit } = record;
    if (!exit) throw new Error(`job ${record.jobId} has not ended`);
    const listing = await this.options.market.listing(record.listingId);
    const verdict = verdictOf(exit);
    const resultHash = this.#resultHash(record);
    const elapsed = BigInt(exit.endedAt - record.startedAt);
    const timed = listing.period !== Period.Unit;
    const usage = timed
      ? BigInt(record.units) * elapsed
      : verdict.outcome === OUTCOME_COMPLETED && !(exit.cause === 'notice' && isStopped(exit.code))
        ? BigInt(record.units)
        : 0n;
    const draft: UsageReport = {
      market: this.options.market.address,
      jobId: record.jobId,
      sequence: 0,
      usage: usage < job.checkpointUsage ? job.checkpointUsage : usage,
      startedAt: record.startedAt,
      endedAt: exit.endedAt,
      outcome: verdict.outcome as UsageReport['outcome'],
      failureCode: verdict.failureCode,
      uptimeBps: uptimeBpsOf(record),
      resultHash,
    };
    const result = await this.#propose(record, draft, job, listing.extraSigners);
    if (result.final) this.#shown.delete(record.jobId);
    return result;
  }

  /** keccak256 of the output; zero beyond the limit, as the meters have it. */
  #resultHash(record: JobRecord): Hex {
    const path = join(runDirectory(this.options.dataDir, record.jobId), 'stdout');
    return statSync(path).size > this.options.maxStdoutBytes ? zeroHash : keccak256(readFileSync(path));
  }

  /** One attempt at a checkpoint of a running job; what fails is simply left out. */
  async checkpoint(record: JobRecord): Promise<Reported> {
    const job = await this.#read(record);
    const obstacle = await this.#obstacle(record, job);
    if (obstacle) return { final: true, note: obstacle };
    const listing = await this.options.market.listing(record.listingId);
    if (listing.period === Period.Unit) return { final: false, note: 'priced per unit' };
    const endedAt = Math.min(this.options.clock(), record.noticeEndsAt ?? Number.POSITIVE_INFINITY);
    const draft: UsageReport = {
      market: this.options.market.address,
      jobId: record.jobId,
      sequence: 0,
      usage: BigInt(record.units) * BigInt(endedAt - record.startedAt),
      startedAt: record.startedAt,
      endedAt,
      outcome: OUTCOME_CHECKPOINT,
      failureCode: 0,
      uptimeBps: uptimeBpsOf(record),
      resultHash: zeroHash,
    };
    return this.#propose(record, draft, job, listing.extraSigners);
  }

  /** The job as the chain has it; where the chain has come to know of a quiet run, its start counts. */
  async #read(record: JobRecord): Promise<ChainJob> {
    const job = await this.options.market.job(record.jobId);
    if (job.state === JobState.Running && record.quietUntil !== undefined) this.#known(record, job.since);
    return job;
  }

  /** Why the market takes no report of a job, undefined if it does; the first of a quiet run acknowledges and starts it. */
  async #obstacle(record: JobRecord, { state, since }: ChainJob): Promise<string | undefined> {
    const quiet = record.quietUntil !== undefined;
    if (state === JobState.Running || (quiet && state === JobState.Acknowledged)) return undefined;
    if (!quiet || state !== JobState.Open) return `chain state ${stateName(state)}`;
    const { ackWindow } = await this.options.market.params();
    return this.options.clock() > since + ackWindow ? TOO_LATE : undefined;
  }

  #known(record: JobRecord, startedAt: number): void {
    takeStart(record, startedAt);
    this.options.book.save(record);
  }

  async #propose(record: JobRecord, draft: UsageReport, job: ChainJob, extraSigners: number): Promise<Reported> {
    const { witnesses, hedgeMs, market, log } = this.options;
    const report = this.#sequence(record, draft, job.lastSequence);
    let needed = (await market.threshold()) + extraSigners;
    const without = new Set<Address>();
    // every round either asks for more signatures or leaves out a signer, so there are at most as many as meters
    for (let round = 0; round <= witnesses.length; round++) {
      const signatures = await collectSignatures({ report, witnesses, needed, without, hedgeMs });
      for (const refusal of signatures.refusals) this.options.onRefusal(refusal.refused);
      if (signatures.grants.length < needed) return this.#tooFew(record, draft, needed, signatures);
      const outcome = await this.#submit(report, signatures.grants);
      if (outcome.kind === 'mined') {
        if (record.quietUntil !== undefined) this.#known(record, report.startedAt);
        return { final: draft.outcome !== OUTCOME_CHECKPOINT, note: 'reported' };
      }
      if (outcome.kind !== 'reverted') return { final: false, note: 'report unmined' };
      const { revert } = outcome;
      if (revert.name === 'WrongState') return { final: true, note: 'closed on chain meanwhile' };
      if (revert.name === 'TooLate') return { final: true, note: TOO_LATE };
      if (revert.name === 'TooFewSigners') {
        needed = Math.max(needed, signatures.grants.length) + Number(revert.args.needed) - Number(revert.args.counted);
        continue;
      }
      const bad = await this.#badSigner(report, signatures.grants);
      if (bad) {
        log.warn({ jobId: record.jobId.toString(), signer: bad }, 'a meter signed with another key');
        without.add(bad);
        continue;
      }
      if (revert.name === 'UnknownSigner') {
        without.add(revert.args.signer as Address);
        continue;
      }
      return { final: false, note: `report refused: ${revert.text}` };
    }
    return { final: false, note: 'no quorum of usable signatures' };
  }

  /** Fixes the sequence before any meter sees it: the same content keeps it, other content never reuses one. */
  #sequence(record: JobRecord, draft: UsageReport, onChain: number): UsageReport {
    const content = JSON.stringify(draft, (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    if (this.#shown.get(record.jobId) !== content || record.sequence <= onChain) {
      record.sequence = Math.max(record.sequence, onChain) + 1;
      this.options.book.save(record);
      this.#shown.set(record.jobId, content);
    }
    return { ...draft, sequence: record.sequence };
  }

  #submit(report: UsageReport, grants: readonly Grant[]): Promise<Outcome> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'report', args: [report, packProof(grants)] });
    const key = `report:${report.jobId}:${report.sequence}`;
    return this.options.engine.send({ to: this.options.market.address, data, label: 'report', key });
  }

  #tooFew(record: JobRecord, draft: UsageReport, needed: number, signatures: Signatures): Reported {
    this.#correct(record, draft, needed, signatures.refusals);
    const reasons = signatures.refusals.map(({ refused, detail }) => (detail ? `${refused} (${detail})` : refused));
    return {
      final: false,
      note: `${signatures.grants.length} of ${needed} signatures: ${[...new Set(reasons)].join(', ')}`,
    };
  }

  /** Where meters saw something else than this agent (it was down, say), claims what enough of them saw. */
  #correct(record: JobRecord, draft: UsageReport, needed: number, refusals: readonly Refused[]): void {
    this.#correctUptime(record, refusals);
    this.#correctEnd(record, draft, needed, refusals);
  }

  /** The middle one of what those meters saw who refuse. */
  #correctUptime(record: JobRecord, refusals: readonly Refused[]): void {
    const seen = refusals
      .flatMap(({ refused, observed }) => (refused === 'uptime-mismatch' ? (observed?.uptimeBps ?? []) : []))
      .sort((a, b) => a - b);
    const middle = seen[Math.floor(seen.length / 2)];
    if (middle === undefined) return;
    record.metersUptimeBps = middle;
    this.options.book.save(record);
  }

  /** Never more than this agent claimed. */
  #correctEnd(record: JobRecord, draft: UsageReport, needed: number, refusals: readonly Refused[]): void {
    if (!record.exit || draft.outcome === OUTCOME_CHECKPOINT) return;
    const ends = refusals
      .filter(({ refused, observed }) => refused === 'ended-mismatch' && observed !== undefined)
      .map(({ observed }) => observed?.goneAt ?? observed?.lastAlive ?? 0)
      .sort((a, b) => b - a);
    const end = ends[needed - 1];
    if (end === undefined || end >= draft.endedAt || end < record.startedAt) return;
    record.exit = { ...record.exit, endedAt: end };
    this.options.book.save(record);
  }

  async #badSigner(report: UsageReport, grants: readonly Grant[]): Promise<Address | undefined> {
    const hash = hashUsageReport(this.options.deployment, report);
    for (const { signer, signature } of grants) {
      try {
        if (!isAddressEqual(await recoverAddress({ hash, signature }), signer)) return signer;
      } catch (error) {
        this.options.log.debug({ signer, error: messageOf(error) }, 'signature does not recover');
        return signer;
      }
    }
    return undefined;
  }

  /** Last resort for what the provider itself broke: gives the job up, which needs no meter. */
  async giveUp(record: JobRecord): Promise<Reported> {
    const code = record.exit ? verdictOf(record.exit).failureCode : FailureCode.LOST;
    const outcome = await this.options.writer.fail(
      record.jobId,
      code >= 1 && code < FailureCode.BUYER_BASE ? code : FailureCode.PROVIDER,
    );
    if (outcome.kind === 'mined') return { final: true, note: 'given up' };
    return { final: outcome.kind === 'reverted', note: outcome.kind === 'reverted' ? outcome.revert.text : 'unmined' };
  }
}

/** What this agent measured, unless the meters have said otherwise. */
function uptimeBpsOf({ metersUptimeBps, tally = emptyTally() }: JobRecord): number {
  return metersUptimeBps ?? uptimeOf(tally);
}

/** The state's name, for people. */
export function stateName(state: number): string {
  return Object.entries(JobState).find(([, value]) => value === state)?.[0] ?? String(state);
}
