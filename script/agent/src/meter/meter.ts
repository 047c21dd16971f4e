import { join, resolve } from 'node:path';
import {
  ChainClock,
  connect,
  createLogger,
  decodeRevert,
  HttpError,
  json,
  type Logger,
  lockDirectory,
  Metrics,
  messageOf,
  OperatorError,
  parseConfig,
  type Service,
  serve,
  text,
} from '@cyberplaza/keeper/kit';
import type { Deployment } from '@cyberplaza/sdk/deployments';
import {
  hashUptimeReport,
  hashUsageReport,
  type UptimeFigures,
  type UptimeReport,
  type UsageReport,
} from '@cyberplaza/sdk/eip712';
import type { Hex } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { Market } from '../agent/market.js';
import { Openings } from '../openings.js';
import { ProbeTimer, uptimeOf } from '../run/uptime.js';
import { type JobSpec, SpecStore } from '../spec.js';
import {
  asReport,
  type Grant,
  type Observed,
  type Refusal,
  type RefusalReason,
  type RunView,
  signRequestSchema,
  uptimeRequestSchema,
} from '../wire.js';
import { type MeterConfig, type MeterInput, meterConfigSchema } from './config.js';
import { AgentFollower } from './follow.js';
import { judge } from './judge.js';
import { SignedLedger } from './ledger.js';
import { bindingRound, judgeMonth, MonthBook, ProviderWatch, parseWatched } from './months.js';
import { type Observation, Observer } from './observer.js';

/** A running meter. */
export interface Meter extends Service {
  /** Judges reports as POST /sign does. */
  sign(chainId: number, reports: readonly UsageReport[]): Promise<(Grant | Refusal)[]>;
}

const STALE_POLL_MS = 60_000;
const REFUSED_STATUS = 409;

/** Starts a meter: watches the runs of agents itself and signs only what it saw, until it is stopped. */
export async function createMeter(input: MeterInput & { account: PrivateKeyAccount; log?: Logger }): Promise<Meter> {
  const { account, log: givenLog, ...settings } = input;
  const config = parseConfig(meterConfigSchema, settings);
  const dataDir = resolve(config.dataDir);
  const unlock = lockDirectory(dataDir, 'meter');
  try {
    const meter = new MeterProcess({ ...config, dataDir }, account, givenLog ?? createLogger('meter', config.logLevel));
    return await meter.start(unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

class MeterProcess {
  readonly #metrics = new Metrics('cyberplaza_meter');
  readonly #signed = this.#metrics.counter('signatures_total', 'Reports signed');
  readonly #refused = this.#metrics.counter('refusals_total', 'Reports refused', ['reason']);
  readonly #oddities = this.#metrics.counter('suspicious_runs_total', 'Runs an agent showed that did not hold up', [
    'reason',
  ]);
  readonly #ledger: SignedLedger;
  readonly #specs: SpecStore | undefined;
  #openings!: Openings;
  #observer!: Observer;
  #months!: MonthBook;
  #market!: Market;
  #clock!: ChainClock;
  #deployment!: Deployment;

  constructor(
    private readonly config: MeterConfig,
    private readonly account: PrivateKeyAccount,
    private readonly log: Logger,
  ) {
    this.#ledger = new SignedLedger(config.dataDir);
    this.#specs = config.specs ? new SpecStore(config.specs) : undefined;
  }

  async start(unlock: () => void): Promise<Meter> {
    const { config, log } = this;
    const chain = await connect(config);
    this.#deployment = chain.deployment;
    this.#market = new Market(chain);
    const genesis = await chain.client.getBlock({ blockNumber: 0n, includeTransactions: false });
    this.#observer = new Observer(config.dataDir, this.#market.address, genesis.hash);
    this.#months = new MonthBook(join(config.dataDir, `months-${genesis.hash.slice(2, 10)}.json`));
    this.#clock = new ChainClock({ client: chain.client, pollMs: config.pollMs, log });
    this.#openings = new Openings(chain, this.#clock);
    this.#clock.onTick(({ timestamp }) => this.#observer.sweep(timestamp));
    await this.#clock.refresh();
    const followers = config.agents.map(
      (url) => new AgentFollower(url, this.account.address, (runs) => this.#look(runs), log),
    );
    const server = await serve({ host: config.host, port: config.port, routes: this.#routes(followers) });
    this.#metrics.sampled('processes_watched', 'Processes of jobs that are alive', () => this.#observer.watched);
    this.#metrics.sampled('chain_block', 'Newest block seen', () => Number(this.#clock.now.block));
    this.#metrics.sampled(
      'agents_silent',
      'Agents that do not answer',
      () => followers.filter(({ failures }) => failures > 0).length,
    );
    const watched = config.watch.map(parseWatched);
    const watch = new ProviderWatch(watched, config.watchMs, () => this.#clock.now.timestamp, this.#months, log);
    const probes = new ProbeTimer(config.probeMs, (lost) => this.#observer.probe(lost));
    this.#clock.start();
    probes.start();
    watch.start();
    for (const follower of followers) follower.start();
    log.info({ url: server.url, signer: this.account.address, agents: config.agents }, 'meter started');

    let stopped = false;
    return {
      url: server.url,
      sign: (chainId, reports) => this.#sign(chainId, reports),
      stop: async () => {
        if (stopped) return;
        stopped = true;
        await Promise.all(followers.map((follower) => follower.stop()));
        probes.stop();
        await watch.stop();
        await this.#clock.stop();
        await server.close();
        this.#ledger.close();
        this.#observer.close();
        unlock();
        log.info('meter stopped');
      },
    };
  }

  #look(runs: readonly RunView[]): void {
    const { timestamp } = this.#clock.now;
    for (const run of runs) {
      if (run.phase !== 'running') continue;
      const odd = this.#observer.observe(run, timestamp);
      if (!odd) {
        void this.#learnHeartbeat(run.jobId);
        continue;
      }
      this.#oddities.inc({ reason: odd });
      this.log.warn({ jobId: run.jobId.toString(), pid: run.pid, odd }, 'run not accepted');
    }
  }

  /** From the job's own description, once; a description that cannot be had yet is asked for again when there is a report to judge. */
  async #learnHeartbeat(jobId: bigint): Promise<void> {
    try {
      const spec = await this.#specOf(jobId);
      if (spec?.heartbeatSeconds !== undefined) this.#observer.expectHeartbeat(jobId, spec.heartbeatSeconds);
    } catch (error) {
      this.log.debug({ jobId: jobId.toString(), error: messageOf(error) }, 'no description yet');
    }
  }

  async #sign(chainId: number, reports: readonly UsageReport[]): Promise<(Grant | Refusal)[]> {
    const { timestamp } = await this.#clock.refresh();
    for (const { jobId } of reports) {
      const observation = this.#observer.get(jobId);
      if (observation) this.#observer.isGone(observation, timestamp);
    }
    // the clock read after a process was found dead is what bounds its end
    this.#observer.settle((await this.#clock.refresh()).timestamp);
    const verdicts = await Promise.all(reports.map((report) => this.#judge(chainId, report)));
    const digests = reports.map((report) => hashUsageReport(this.#deployment, report));
    const granted = verdicts.flatMap((refusal, index) => (refusal ? [] : [index]));
    const bound = this.#ledger.bind(
      granted.map((index) => ({ key: this.#keyOf(reports[index] as UsageReport), digest: digests[index] as Hex })),
    );
    const allowed = new Map(granted.map((index, position) => [index, bound[position]]));
    return Promise.all(
      verdicts.map(async (refusal, index) => {
        const report = reports[index] as UsageReport;
        if (refusal) return this.#refuse(report, refusal);
        if (!allowed.get(index))
          return this.#refuse(report, { refused: 'equivocation', detail: `sequence ${report.sequence} is bound` });
        this.#signed.inc();
        return { signer: this.account.address, signature: await this.account.sign({ hash: digests[index] as Hex }) };
      }),
    );
  }

  async #judge(chainId: number, report: UsageReport): Promise<Refusal | undefined> {
    if (chainId !== this.#deployment.chainId)
      return { refused: 'wrong-chain', detail: `this meter serves ${this.#deployment.chainId}` };
    try {
      const job = await this.#market.job(report.jobId);
      const observation = this.#observer.get(report.jobId);
      const gone = observation !== undefined && this.#observer.isGone(observation, this.#clock.now.timestamp);
      const listing = await this.#market.listing(job.listingId);
      const refusal = judge({
        report,
        market: this.#market.address,
        job,
        listing,
        clock: this.#clock.now.timestamp,
        ackWindow: (await this.#market.params()).ackWindow,
        observation,
        gone,
        spec: await this.#specOf(report.jobId),
        resultHash:
          observation && gone ? this.#observer.resultHash(observation, this.config.maxStdoutBytes) : undefined,
        exitCode: observation && gone ? this.#observer.exitCode(observation) : undefined,
        outputBytes: observation && gone ? this.#observer.outputBytes(observation) : 0,
        maxStdoutBytes: this.config.maxStdoutBytes,
        tolerance: this.config.tolerance,
        uptimeTolerance: this.config.uptimeTolerance,
      });
      if (!refusal) return undefined;
      return {
        refused: refusal.reason,
        detail: refusal.detail,
        ...(observation ? { observed: observedIn(observation) } : {}),
      };
    } catch (error) {
      if (decodeRevert(error).name === 'UnknownJob')
        return { refused: 'unknown-job', detail: `no job ${report.jobId}` };
      return { refused: 'unavailable', detail: messageOf(error) };
    }
  }

  async #signMonth(
    chainId: number,
    report: UptimeReport,
    figures: readonly UptimeFigures[],
  ): Promise<Grant | { refused: RefusalReason; detail: string }> {
    const { timestamp } = await this.#clock.refresh();
    const digest = hashUptimeReport(this.#deployment, report);
    const { chainId: served, contracts } = this.#deployment;
    const refusal =
      chainId === served
        ? judgeMonth({
            report,
            figures,
            own: this.#months.get(report.providerId, report.month),
            signer: this.account.address,
            clock: timestamp,
            tolerance: this.config.monthTolerance,
          })
        : { reason: 'wrong-chain' as const, detail: `this meter serves ${served}` };
    const round = bindingRound(report.month, timestamp);
    const key = `${served}:${contracts.UptimeMonitor}:${report.providerId}:${report.month}:${round}`.toLowerCase();
    const bound = refusal !== undefined || this.#ledger.bind([{ key, digest }])[0];
    if (refusal || !bound) {
      const reason = refusal?.reason ?? 'equivocation';
      const detail = refusal?.detail ?? `month ${report.month} of provider ${report.providerId} is bound`;
      this.#refused.inc({ reason });
      this.log.warn({ ...report, refused: reason, detail }, 'refused to sign');
      return { refused: reason, detail };
    }
    this.#signed.inc();
    return { signer: this.account.address, signature: await this.account.sign({ hash: digest }) };
  }

  #refuse(report: UsageReport, refusal: Refusal): Refusal {
    this.#refused.inc({ reason: refusal.refused satisfies RefusalReason });
    this.log.warn({ jobId: report.jobId.toString(), sequence: report.sequence, ...refusal }, 'refused to sign');
    return refusal;
  }

  /** The spec by the hash in the chain's own event; throws if the meter was told where specs are and cannot read it. */
  async #specOf(jobId: bigint): Promise<JobSpec | undefined> {
    if (!this.#specs) return undefined;
    const hash = await this.#openings.specHash(jobId);
    if (!hash) throw new OperatorError(`the chain has no opening of job ${jobId}`);
    return this.#specs.get(hash);
  }

  #keyOf(report: UsageReport): string {
    const { chainId, contracts } = this.#deployment;
    return `${chainId}:${contracts.MeterQuorum}:${report.market}:${report.jobId}:${report.sequence}`.toLowerCase();
  }

  #routes(followers: readonly AgentFollower[]) {
    return {
      'GET /health': () => {
        const ok = Date.now() - this.#clock.lastPollAt < STALE_POLL_MS;
        const body = {
          ok,
          pid: process.pid,
          signer: this.account.address,
          clock: this.#clock.now.timestamp,
          block: this.#clock.now.block,
          watched: this.#observer.watched,
          signed: this.#ledger.size,
          agents: followers.map(({ url, failures }) => ({ url, answers: failures === 0 })),
        };
        return json(ok ? 200 : 503, body);
      },
      'GET /metrics': async () => text(await this.#metrics.registry.metrics(), this.#metrics.registry.contentType),
      'GET /observations/:jobId': ({ params }: { params: Record<string, string> }) => {
        const jobId = params.jobId ?? '';
        const observation = /^\d+$/.test(jobId) ? this.#observer.get(BigInt(jobId)) : undefined;
        if (!observation) throw new HttpError(404, `job ${jobId} was never seen`);
        return observation;
      },
      'GET /uptime/:providerId/:month': ({ params }: { params: Record<string, string> }) => {
        const seen = this.#months.get(Number(params.providerId), Number(params.month));
        if (!seen) throw new HttpError(404, `provider ${params.providerId} was not watched then`);
        return { signer: this.account.address, ...seen };
      },
      'POST /uptime': async ({ body }: { body: unknown }) => {
        const parsed = uptimeRequestSchema.safeParse(body);
        if (!parsed.success) throw new HttpError(400, parsed.error.issues[0]?.message ?? 'malformed');
        const { chainId, report, figures } = parsed.data;
        const result = await this.#signMonth(chainId, report, figures);
        return json('refused' in result ? REFUSED_STATUS : 200, result);
      },
      'POST /sign': async ({ body }: { body: unknown }) => {
        const parsed = signRequestSchema.safeParse(body);
        if (!parsed.success) throw new HttpError(400, parsed.error.issues[0]?.message ?? 'malformed');
        const { chainId, report, reports } = parsed.data;
        if (reports) return { results: await this.#sign(chainId, reports.map(asReport)) };
        if (!report) throw new HttpError(400, 'no report');
        const [result] = await this.#sign(chainId, [asReport(report)]);
        return json(result && 'refused' in result ? REFUSED_STATUS : 200, result);
      },
    };
  }
}

/** What a refused agent may know, to correct itself. */
function observedIn({ firstSeen, lastAlive, goneAt, tally }: Observation): Observed {
  return { firstSeen, lastAlive, ...(goneAt === undefined ? {} : { goneAt }), uptimeBps: uptimeOf(tally) };
}
