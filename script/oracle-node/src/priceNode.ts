import { join, resolve } from 'node:path';
import {
  type Chain,
  ChainClock,
  connect,
  createLogger,
  json,
  type Logger,
  lockDirectory,
  messageOf,
  type Outcome,
  parseConfig,
  type Service,
  serve,
  TransactionEngine,
  text,
} from '@cyberplaza/keeper/kit';
import {
  MIN_AGREEING,
  type PriceUpdate,
  packNodeReports,
  priceUpdates,
  type SignedPriceReport,
  submitPricesCall,
} from '@cyberplaza/sdk';
import type { Address } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { type NodeConfig, type NodeInput, nodeConfigSchema } from './config.js';
import { Hearing } from './exchange/hearing.js';
import type { Observation } from './exchange/observation.js';
import { Peers } from './exchange/peers.js';
import { observedIn, pushFrom, roundAt, turnOf } from './exchange/rounds.js';
import { SignedLog } from './exchange/signed.js';
import { NodeMetrics } from './nodeMetrics.js';
import { Oracle, type OracleState } from './oracle.js';
import type { PriceSource } from './prices/sources.js';
import { unitsOf } from './table.js';

/** A running price node. */
export interface PriceNode extends Service {
  readonly signer: Address;
}

export interface PriceNodeOptions extends NodeInput {
  account: PrivateKeyAccount;
  source: PriceSource;
  /** age of each vendor's lists, for metrics */
  listAges?: (() => readonly (readonly [string, number])[]) | undefined;
  log?: Logger | undefined;
}

/** Somebody else was faster with this round or a later one. */
const LOST_RACES = ['NothingAccepted'];
const MAX_BODY_BYTES = 1 << 16;
const MAX_ANSWER_BYTES = 1 << 20;
const RETRY_SECONDS = 2;
const STALE_POLL_MS = 60_000;
const GWEI = 1e9;

/** Starts a price node: signs its own prices once a round, exchanges them with its peers, and pushes when it is its turn. */
export async function createPriceNode(options: PriceNodeOptions): Promise<PriceNode> {
  const { account, source, listAges, log: givenLog, ...settings } = options;
  const parsed = parseConfig(nodeConfigSchema, settings);
  const config = { ...parsed, dataDir: resolve(parsed.dataDir) };
  const log = givenLog ?? createLogger('price-node', config.logLevel);
  const unlock = lockDirectory(config.dataDir, 'price-node');
  try {
    const chain = await connect(config);
    const genesis = await chain.client.getBlock({ blockNumber: 0n, includeTransactions: false });
    const signed = new SignedLog(account, chain.deployment, genesis.hash, config.dataDir);
    const node = new PriceNodeProcess(config, chain, account, source, signed, log);
    try {
      return await node.start(unlock, listAges ?? (() => []));
    } catch (error) {
      node.stopEngine();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

class PriceNodeProcess {
  readonly #metrics = new NodeMetrics();
  readonly #clock: ChainClock;
  readonly #engine: TransactionEngine;
  readonly #oracle: Oracle;
  readonly #peers: Peers;
  readonly #hearing: Hearing;
  #state: OracleState | undefined;
  #round = -1;
  #turn: number | undefined;
  #own: Observation | undefined;
  #silence = 'starting';
  #stepping = false;
  #pushing: Promise<void> | undefined;
  /** the round that needs nothing more of this node */
  #settled = -1;
  #retryAt = 0;
  #lastPush: { observedAt: number; result: string } | undefined;

  constructor(
    private readonly config: NodeConfig,
    private readonly chain: Chain,
    private readonly account: PrivateKeyAccount,
    private readonly source: PriceSource,
    private readonly signed: SignedLog,
    private readonly log: Logger,
  ) {
    const { client } = chain;
    this.#clock = new ChainClock({ client, pollMs: config.pollMs, log });
    this.#oracle = new Oracle(chain);
    this.#engine = new TransactionEngine({
      client,
      account: config.push ? account : undefined,
      log,
      pendingPath: join(config.dataDir, 'pending.json'),
      pollMs: config.pollMs,
      stuckMs: config.stuckMs,
      maxFeePerGas: BigInt(Math.round(config.maxFeeGwei * GWEI)),
    });
    this.#peers = new Peers({
      peers: config.peers,
      timeoutMs: config.peerTimeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      onError: (peer, error) => {
        this.#metrics.unreachable(peer.url);
        log.debug({ peer: peer.url, error }, 'peer left out');
      },
    });
    this.#hearing = new Hearing({
      deployment: chain.deployment,
      self: account.address,
      times: config,
      peers: this.#peers,
      metrics: this.#metrics,
      log,
    });
  }

  /** Without it what the engine took up would be watched for ever, and keep the process alive. */
  stopEngine(): void {
    this.#engine.stop();
  }

  async start(unlock: () => void, listAges: () => readonly (readonly [string, number])[]): Promise<PriceNode> {
    const { config, log, account } = this;
    await this.#engine.start();
    await this.#clock.refresh();
    const server = await serve({
      host: config.host,
      port: config.port,
      routes: this.#routes(),
      maxBodyBytes: MAX_BODY_BYTES,
      requestTimeoutMs: config.peerTimeoutMs,
    });
    this.#sample(listAges);
    this.#clock.onTick(({ timestamp }) => {
      void this.#step(timestamp);
    });
    this.#clock.start();
    log.info(
      { url: server.url, signer: account.address, peers: config.peers.length, push: config.push },
      'price node started',
    );
    let stopped = false;
    return {
      url: server.url,
      signer: account.address,
      stop: async () => {
        if (stopped) return;
        stopped = true;
        this.#peers.stop();
        await this.#clock.stop();
        this.#engine.stop();
        await this.#pushing;
        await server.close();
        this.signed.close();
        unlock();
        log.info('price node stopped');
      },
    };
  }

  /** Looks at the time: a new round is signed, an old one pushed when it is this node's turn. Never throws. */
  async #step(timestamp: number): Promise<void> {
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      const round = roundAt(timestamp, this.config);
      if (round !== this.#round) await this.#begin(round);
      else if (this.#own) void this.#peers.tell(this.#own);
      if (this.#mayPush(timestamp)) {
        this.#retryAt = timestamp + RETRY_SECONDS;
        this.#pushing ??= this.#push(round).finally(() => {
          this.#pushing = undefined;
        });
      }
    } catch (error) {
      this.log.warn({ error: messageOf(error) }, 'step failed');
    } finally {
      this.#stepping = false;
    }
  }

  async #begin(round: number): Promise<void> {
    const { account, config, log } = this;
    const observedAt = observedIn(round, config);
    this.#state = await this.#oracle.state();
    this.#round = round;
    this.#retryAt = 0;
    this.#own = undefined;
    this.#hearing.begin(round, this.#state);
    this.#turn = turnOf(account.address, this.#state.nodes, round);
    const silence = await this.#sign(observedAt, this.#state);
    if (silence) {
      this.#metrics.silent(silence);
      if (silence !== this.#silence) log.warn({ reason: silence, problems: this.source.problems }, 'not signing');
    }
    this.#silence = silence ?? '';
  }

  /** @returns why nothing was signed */
  async #sign(observedAt: number, state: OracleState): Promise<string | undefined> {
    if (this.#turn === undefined) return 'not in the set of nodes';
    const feedIds = state.feeds.map(({ feedId }) => feedId);
    const { last } = this.signed;
    let own = last?.observedAt === observedAt ? last : undefined;
    if (!own) {
      const skew = Math.abs(this.#clock.now.timestamp - Date.now() / 1_000);
      if (this.config.maxSkew > 0 && skew > this.config.maxSkew) return "the chain's clock is off";
      const prices = await this.#prices(state);
      if (prices.every((price) => price === 0n)) return 'no price of any feed';
      own = await this.signed.sign(observedAt, feedIds, prices);
      if (!own) return 'a later round was signed before';
    }
    // A word over other feeds fits nobody else's: it was given before a feed was added in this very round.
    if (own.feedIds.join() !== feedIds.join()) return 'the feeds have changed in this round';
    this.#own = own;
    this.#hearing.note(own);
    this.#metrics.signed();
    void this.#peers.tell(own);
    return undefined;
  }

  /** This node's own prices of all feeds, 0 where it has none. */
  async #prices(state: OracleState): Promise<bigint[]> {
    const table = await this.source.read();
    const names = new Map(Object.entries(this.chain.deployment.feeds).map(([name, id]) => [id, name]));
    return state.feeds.map(({ feedId, decimals }) =>
      unitsOf(table[names.get(feedId) ?? ''] ?? table[feedId], decimals),
    );
  }

  #mayPush(timestamp: number): boolean {
    if (!this.config.push || this.#turn === undefined || this.#settled === this.#round || this.#pushing) return false;
    return timestamp >= this.#retryAt && timestamp >= pushFrom(this.#round, this.#turn, this.config);
  }

  /** Hears everybody once more, and submits what is worth it. */
  async #push(round: number): Promise<void> {
    const observedAt = observedIn(round, this.config);
    const feedIds = this.#state?.feeds.map(({ feedId }) => feedId) ?? [];
    try {
      await this.#hearing.pull(observedAt);
      const reports = await this.#counting(observedAt);
      const { feeds } = await this.#oracle.state();
      const updates = priceUpdates(
        feeds,
        reports.map(({ prices }) => prices),
        observedAt,
        { heartbeat: this.config.heartbeat, moveBps: this.config.moveBps },
      );
      const due = updates.filter((update) => update.due);
      if (due.length === 0) {
        // Too few were heard so far: whoever comes late in this round is still waited for.
        if (reports.length >= MIN_AGREEING) this.#settled = round;
        return;
      }
      const result = await this.#submit(feedIds, observedAt, reports, due);
      this.#settled = round;
      this.#metrics.pushed(result);
      this.#lastPush = { observedAt, result };
    } catch (error) {
      this.#metrics.pushed('failed');
      this.log.warn({ observedAt, error: messageOf(error) }, 'push failed');
    }
  }

  async #counting(observedAt: number): Promise<SignedPriceReport[]> {
    const reports = this.#hearing.reports(observedAt);
    const counts = await this.#oracle.counting(
      reports.map(({ signer }) => signer),
      observedAt,
    );
    return reports.filter((_, index) => counts[index]);
  }

  async #submit(
    feedIds: readonly number[],
    observedAt: number,
    reports: readonly SignedPriceReport[],
    due: readonly PriceUpdate[],
  ): Promise<string> {
    const outcome = await this.#engine.send({
      ...submitPricesCall(this.chain.deployment, { feedIds, observedAt, reports: packNodeReports(reports) }),
      label: `push ${due.length} prices`,
      key: `prices:${observedAt}`,
    });
    const result = resultOf(outcome);
    const why = due.map(({ feedId, due: reason, previous, price }) => `${feedId} ${reason} ${previous}→${price}`);
    const level = result === 'failed' ? 'error' : 'info';
    const detail = outcome.kind === 'reverted' ? outcome.revert.text : undefined;
    this.log[level]({ observedAt, nodes: reports.length, turn: this.#turn, why, result, detail }, 'pushed');
    return result;
  }

  #routes() {
    return {
      'GET /': () => this.#status(),
      'GET /health': () => {
        const answers = Date.now() - this.#clock.lastPollAt < STALE_POLL_MS;
        // A round is signed a moment after it began: the one before will do.
        const ok = answers && (this.signed.last?.observedAt ?? 0) >= observedIn(this.#round - 1, this.config);
        return json(ok ? 200 : 503, { ok, chain: answers, silence: this.#silence, ...this.#status() });
      },
      'GET /metrics': async () => text(await this.#metrics.registry.metrics(), this.#metrics.registry.contentType),
      'GET /observations': ({ query }: { query: URLSearchParams }) => {
        const asked = query.get('observedAt');
        return { observations: this.#hearing.observations(asked === null ? undefined : Number(asked)) };
      },
      'POST /observations': async ({ body }: { body: unknown }) => ({ taken: await this.#hearing.take(body) }),
    };
  }

  #status() {
    const observedAt = observedIn(this.#round, this.config);
    return {
      signer: this.account.address,
      round: this.#round,
      observedAt,
      signed: this.#own !== undefined,
      turn: this.#turn,
      reports: this.#hearing.reports(observedAt).length,
      equivocators: this.#hearing.equivocators(observedAt),
      settled: this.#settled === this.#round,
      lastPush: this.#lastPush,
      problems: this.source.problems,
    };
  }

  #sample(lists: () => readonly (readonly [string, number])[]): void {
    const own = () => this.#own?.prices ?? [];
    this.#metrics.sample({
      round: () => this.#round,
      block: () => Number(this.#clock.now.block),
      reports: () => this.#hearing.reports(observedIn(this.#round, this.config)).length,
      member: () => (this.#turn === undefined ? 0 : 1),
      unpriced: () => own().filter((price) => price === 0n).length,
      deviation: () => deviation(own(), this.#state?.feeds.map(({ price }) => price) ?? []),
      problems: () => this.source.problems.length,
      balance: async () => Number(await this.chain.client.getBalance({ address: this.account.address })) / 1e18,
      heard: () => this.#hearing.silences(),
      lists,
    });
  }
}

function resultOf(outcome: Outcome): string {
  if (outcome.kind !== 'reverted') return outcome.kind;
  return LOST_RACES.includes(outcome.revert.name) ? 'lost' : 'failed';
}

/** Basis points of the furthest price that both have. */
function deviation(own: readonly bigint[], known: readonly bigint[]): number {
  const bps = own.map((price, n) => {
    const other = known[n] ?? 0n;
    return price === 0n || other === 0n
      ? 0
      : Number(((price > other ? price - other : other - price) * 10_000n) / other);
  });
  return Math.max(0, ...bps);
}
