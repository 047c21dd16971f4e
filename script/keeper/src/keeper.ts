import { join, resolve } from 'node:path';
import { Cron } from 'croner';
import pRetry from 'p-retry';
import type { PublicClient } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { BridgeEnd } from './bridgeEnd.js';
import { type KeeperConfig, type KeeperInput, keeperConfigSchema } from './config.js';
import { DUTY_NAMES, makeDuties } from './duties/index.js';
import { ReportInbox, signedReportSchema } from './duties/relay.js';
import { signedUptimeSchema, UptimeInbox } from './duties/uptime.js';
import type { Check, Duty, RunResult, Schedule } from './duty.js';
import { JobBook } from './jobBook.js';
import { KeeperMetrics } from './keeperMetrics.js';
import {
  accountsFromFile,
  type Chain,
  ChainClock,
  ConfigError,
  connect,
  connectRemote,
  createLogger,
  HttpError,
  json,
  type Keep,
  type Logger,
  lockDirectory,
  messageOf,
  OperatorError,
  parseConfig,
  type RemoteChain,
  type Service,
  serve,
  type Tick,
  TransactionEngine,
  text,
} from './kit/index.js';
import { MarketBook } from './marketBook.js';
import { MarketReads } from './marketReads.js';

/** A duty as `list` shows it. */
export interface DutyState extends Check {
  name: string;
  description: string;
  schedule: Schedule;
}

/** A keeper, ready to work. */
export interface Keeper {
  /** Starts schedules and HTTP server. */
  start(): Promise<Service>;
  /** Every duty and whether it is due. Writes nothing. */
  list(): Promise<DutyState[]>;
  /** Does every duty that is due (or only the named ones) once, in order. */
  runOnce(names?: readonly string[]): Promise<Record<string, RunResult>>;
  stop(): Promise<void>;
}

export interface KeeperOptions extends KeeperInput {
  /** undefined: dry run */
  account?: PrivateKeyAccount | undefined;
  log?: Logger;
  /** looks only: takes no lock and saves nothing */
  readOnly?: boolean;
}

/** Flags without which a duty is not there. */
const NEEDS: Readonly<Record<string, string>> = {
  prices: '--price-source and --price-keys',
  carry: '--price-node',
  publish: '--rewards-dir',
  bridge: 'a deployment with a bridge',
};
const IDLE_LOOK_MS = 5;
const STALE_POLL_MS = 60_000;
const READ_TRIES = 2;
const GWEI = 1e9;

/** Connects, reads what happened since the last time, and returns a keeper that waits to be told. */
export async function createKeeper(options: KeeperOptions): Promise<Keeper> {
  const { account, log: givenLog, readOnly = false, ...settings } = options;
  const parsed = parseConfig(keeperConfigSchema, settings);
  const config = { ...parsed, dataDir: resolve(parsed.dataDir) };
  const log = givenLog ?? createLogger('keeper', config.logLevel);
  checkNames([...config.duties, ...Object.keys(config.schedules)]);
  for (const schedule of Object.values(config.schedules)) checkSchedule(schedule);
  const unlock = readOnly ? (): void => undefined : lockDirectory(config.dataDir, 'keeper');
  try {
    const chain = await connect(config);
    const remotes = await Promise.all(config.remotes.map(connectRemote));
    const keeper = new KeeperProcess(config, chain, remotes, account, log, readOnly, unlock);
    try {
      await keeper.prepare();
    } catch (error) {
      keeper.stopEngines();
      throw error;
    }
    return keeper;
  } catch (error) {
    unlock();
    throw error;
  }
}

class KeeperProcess implements Keeper {
  readonly #metrics = new KeeperMetrics();
  readonly #clock: ChainClock;
  readonly #engine: TransactionEngine;
  readonly #remoteEngines: readonly TransactionEngine[];
  readonly #jobs: JobBook;
  readonly #market: MarketBook;
  readonly #inbox: ReportInbox;
  readonly #uptimeInbox: UptimeInbox;
  readonly #duties: Duty[];
  readonly #running = new Map<string, Promise<RunResult | undefined>>();
  /** head at which a block duty was last looked at */
  readonly #lookedAt = new Map<string, bigint>();
  #stopped = false;
  #stopServing: () => Promise<void> = async () => undefined;

  constructor(
    private readonly config: KeeperConfig,
    private readonly chain: Chain,
    remotes: readonly RemoteChain[],
    account: PrivateKeyAccount | undefined,
    private readonly log: Logger,
    readOnly: boolean,
    private readonly unlock: () => void,
  ) {
    const { client } = chain;
    const keep = (name: string): Keep => ({ path: join(config.dataDir, `${name}.json`), readOnly });
    this.#clock = new ChainClock({ client, pollMs: config.pollMs, log });
    const engineOf = (on: PublicClient, pending: string): TransactionEngine =>
      new TransactionEngine({
        client: on,
        account,
        log,
        ...(readOnly ? {} : { pendingPath: join(config.dataDir, pending) }),
        pollMs: config.pollMs,
        stuckMs: config.stuckMs,
        timeoutMs: config.txTimeoutMs,
        maxFeePerGas: BigInt(Math.round(config.maxFeeGwei * GWEI)),
        onEvent: (event, label) => this.#metrics.transaction(event, label),
      });
    this.#engine = engineOf(client, 'pending.json');
    const ends = remotes.map(
      (remote) =>
        new BridgeEnd(
          remote.client,
          remote.deployment,
          engineOf(remote.client, `pending-${remote.deployment.chainId}.json`),
          keep(`bridge-${remote.deployment.chainId}`),
        ),
    );
    this.#remoteEngines = ends.map(({ engine }) => engine);
    const bridge = chain.deployment.contracts.CPTBridge && {
      home: new BridgeEnd(client, chain.deployment, this.#engine, keep(`bridge-${chain.deployment.chainId}`)),
      remotes: ends,
    };
    const reads = new MarketReads(chain);
    this.#jobs = new JobBook(reads);
    this.#market = new MarketBook(chain, this.#jobs, keep('market'));
    this.#inbox = new ReportInbox(config.inbox ?? join(config.dataDir, 'inbox'));
    this.#uptimeInbox = new UptimeInbox(config.uptimeInbox ?? join(config.dataDir, 'uptime'));
    const priceKeys = config.priceKeys ? accountsFromFile(config.priceKeys) : [];
    const context = {
      config,
      chain,
      clock: this.#clock,
      engine: this.#engine,
      reads,
      jobs: this.#jobs,
      market: this.#market,
      log,
      keep,
    };
    const chosen = new Set(config.duties);
    this.#duties = makeDuties(context, this.#inbox, this.#uptimeInbox, priceKeys, bridge || undefined, (law) =>
      this.#metrics.bridge(law),
    )
      .filter(({ name }) => chosen.size === 0 || chosen.has(name))
      .map((duty) => withSchedule(duty, config.schedules[duty.name]));
    const missing = config.duties.find((name) => !this.#duties.some((duty) => duty.name === name));
    if (missing) throw new ConfigError(`duty ${missing} needs ${NEEDS[missing]}`);
  }

  async prepare(): Promise<void> {
    await Promise.all([this.#engine, ...this.#remoteEngines].map((engine) => engine.start()));
    const resumed = await this.#market.load();
    await this.#sync(await this.#clock.refresh());
    this.log.info(
      {
        resumed,
        dryRun: this.#engine.dryRun,
        account: this.#engine.address,
        openJobs: this.#jobs.size,
        block: this.#clock.now.block.toString(),
      },
      'keeper ready',
    );
  }

  async start(): Promise<Service> {
    const { config } = this;
    this.#sampleMetrics();
    const server = await serve({ host: config.host, port: config.port, routes: this.#routes() });
    const crons = this.#duties
      .filter(({ schedule }) => schedule !== 'block' && schedule !== 'off')
      .map((duty) => new Cron(duty.schedule, { protect: true }, () => this.#turn(duty).then(() => undefined)));
    this.#clock.onTick(async (tick) => {
      await this.#sync(tick);
      for (const duty of this.#duties) {
        if (duty.schedule !== 'block' || this.#running.has(duty.name) || this.#lookedAt.get(duty.name) === tick.block)
          continue;
        this.#lookedAt.set(duty.name, tick.block);
        void this.#turn(duty);
      }
    });
    this.#clock.start();
    this.#stopServing = async () => {
      for (const cron of crons) cron.stop();
      await this.#clock.stop();
      await server.close();
    };
    this.log.info(
      { url: server.url, duties: this.#duties.map(({ name, schedule }) => `${name} ${schedule}`) },
      'keeper started',
    );
    return { url: server.url, stop: () => this.stop() };
  }

  async list(): Promise<DutyState[]> {
    await this.#sync(await this.#clock.refresh());
    return Promise.all(
      this.#duties.map(async (duty) => {
        const { name, description, schedule } = duty;
        return { name, description, schedule, ...(await duty.check()) };
      }),
    );
  }

  async runOnce(names: readonly string[] = []): Promise<Record<string, RunResult>> {
    checkNames(names);
    const results: Record<string, RunResult> = {};
    for (const duty of this.#duties) {
      if (names.length > 0 && !names.includes(duty.name)) continue;
      await this.#sync(await this.#clock.refresh());
      results[duty.name] = (await this.#turn(duty)) ?? { kind: 'nothing', detail: 'not due' };
    }
    return results;
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.#stopServing();
    // waits end as "pending": what is unmined is on disk and is taken up by the next start
    this.stopEngines();
    await Promise.allSettled(this.#running.values());
    this.#market.save();
    this.unlock();
    this.log.info('keeper stopped');
  }

  /** Without it what an engine took up would be watched for ever, and keep the process alive. */
  stopEngines(): void {
    for (const engine of [this.#engine, ...this.#remoteEngines]) engine.stop();
  }

  async #sync(tick: Tick): Promise<void> {
    await this.#market.advance(tick.block);
  }

  /** Looks at one duty and does it if it is due; undefined if it was not. Never throws and never overlaps with itself. */
  #turn(duty: Duty): Promise<RunResult | undefined> {
    const running = this.#running.get(duty.name);
    if (running) return running;
    const turn = this.#attempt(duty).finally(() => this.#running.delete(duty.name));
    this.#running.set(duty.name, turn);
    return turn;
  }

  async #attempt(duty: Duty): Promise<RunResult | undefined> {
    const started = Date.now();
    let result: RunResult;
    try {
      const check = await pRetry(() => duty.check(), {
        retries: READ_TRIES,
        minTimeout: 200,
        shouldRetry: ({ error }) => !(error instanceof OperatorError) && !this.#stopped,
      });
      this.#metrics.checked(duty.name, check.due);
      if (!check.due || this.#stopped) {
        this.log.trace({ duty: duty.name, why: check.why }, 'not due');
        return undefined;
      }
      this.log.debug({ duty: duty.name, why: check.why }, 'due');
      result = await duty.run();
    } catch (error) {
      result = { kind: 'failed', detail: messageOf(error) };
    }
    this.#metrics.ran(duty.name, result.kind, (Date.now() - started) / 1_000);
    const level = result.kind === 'failed' ? 'error' : result.kind === 'pending' ? 'warn' : 'info';
    this.log[level]({ duty: duty.name, result: result.kind, detail: result.detail }, 'duty');
    return result;
  }

  #routes() {
    return {
      'GET /health': () => {
        const ok = Date.now() - this.#clock.lastPollAt < STALE_POLL_MS;
        const body = {
          ok,
          dryRun: this.#engine.dryRun,
          account: this.#engine.address,
          block: this.#clock.now.block,
          clock: this.#clock.now.timestamp,
          nextBlock: this.#market.cursor,
          openJobs: this.#jobs.size,
          unmined: this.#engine.pending,
          duties: this.#duties.map(({ name, schedule }) => ({ name, schedule })),
        };
        return json(ok ? 200 : 503, body);
      },
      'GET /metrics': async () => text(await this.#metrics.registry.metrics(), this.#metrics.registry.contentType),
      'GET /duties': () => this.list(),
      'GET /idle': ({ query }: { query: URLSearchParams }) => this.#awaitIdle(query),
      'POST /reports': ({ body }: { body: unknown }) => {
        const parsed = signedReportSchema.safeParse(body);
        if (!parsed.success) throw new HttpError(400, parsed.error.issues[0]?.message ?? 'malformed');
        return json(202, { accepted: this.#inbox.add(parsed.data) });
      },
      'POST /uptime': ({ body }: { body: unknown }) => {
        const parsed = signedUptimeSchema.safeParse(body);
        if (!parsed.success) throw new HttpError(400, parsed.error.issues[0]?.message ?? 'malformed');
        return json(202, { accepted: this.#uptimeInbox.add(parsed.data) });
      },
    };
  }

  /** True once every duty that follows the chain has looked at a block and nothing is under way. */
  #isIdle(block: bigint): boolean {
    const looked = this.#duties.every(
      ({ name, schedule }) => schedule !== 'block' || (this.#lookedAt.get(name) ?? -1n) >= block,
    );
    return looked && this.#running.size === 0 && this.#engine.pending === 0;
  }

  /** For whoever drives the chain's clock: answers once there is nothing left to do at a block. */
  async #awaitIdle(query: URLSearchParams): Promise<unknown> {
    const block = BigInt(query.get('block') ?? '0');
    const until = Date.now() + (Number(query.get('timeout') ?? 10_000) || 0);
    if (this.#clock.now.block < block) this.#clock.poke();
    while (!this.#isIdle(block) && Date.now() < until && !this.#stopped) {
      await new Promise((resolve) => setTimeout(resolve, IDLE_LOOK_MS));
    }
    return { idle: this.#isIdle(block), block: this.#clock.now.block, openJobs: this.#jobs.size };
  }

  #sampleMetrics(): void {
    this.#metrics.sample({
      clock: this.#clock,
      pending: () => this.#engine.pending,
      jobs: () => this.#jobs.byState(),
      cursor: () => Number(this.#market.cursor),
      balance: async () => {
        const { address } = this.#engine;
        return address ? Number(await this.chain.client.getBalance({ address })) / 1e18 : 0;
      },
    });
  }
}

function withSchedule(duty: Duty, schedule: string | undefined): Duty {
  return schedule === undefined ? duty : { ...duty, schedule };
}

function checkNames(names: readonly string[]): void {
  const unknown = names.find((name) => !(DUTY_NAMES as readonly string[]).includes(name));
  if (unknown) throw new ConfigError(`no duty ${unknown}; there are ${DUTY_NAMES.join(', ')}`);
}

function checkSchedule(schedule: string): void {
  if (schedule === 'block' || schedule === 'off') return;
  try {
    new Cron(schedule, { paused: true }).stop();
  } catch {
    throw new ConfigError(`schedule "${schedule}" is neither "block", "off" nor a cron pattern`);
  }
}
