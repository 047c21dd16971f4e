import { join, resolve } from 'node:path';
import {
  type Chain,
  ChainClock,
  connect,
  createLogger,
  HttpError,
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
import { RoundBook } from './exchange/book.js';
import { judged, type Observation, RefusedObservationError } from './exchange/observation.js';
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
const STATUS_OF = {
  malformed: 400,
  'wrong-chain': 409,
  'wrong-contract': 409,
  'wrong-round': 409,
  'other-feeds': 409,
} as const;
const FORBIDDEN = 403;
const MAX_BODY_BYTES = 1 << 16;
const MAX_ANSWER_BYTES = 1 << 20;
/** two words of each of thirteen nodes are all that a peer can know of a round */
const MAX_ANSWERED = 26;
/** the oracle takes no observation older than this */
const MAX_OBSERVATION_AGE = 600;
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
    return await new PriceNodeProcess(config, chain, account, source, signed, log).start(
      unlock,
      listAges ?? (() => []),
    );
  } catch (error) {
    unlock();
    throw error;
  }
}

class PriceNodeProcess {
  readonly #metrics = new NodeMetrics();
  readonly #book = new RoundBook();
  readonly #heardAt = new Map<Address, number>();
  readonly #clock: ChainClock;
  readonly #engine: TransactionEngine;
  readonly #oracle: Oracle;
  readonly #peers: Peers;
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
    this.#book.forgetBefore(observedAt - MAX_OBSERVATION_AGE);
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
    const skew = Math.abs(this.#clock.now.timestamp - Date.now() / 1_000);
    if (this.config.maxSkew > 0 && skew > this.config.maxSkew) return "the chain's clock is off";
    const table = await this.source.read();
    const names = new Map(Object.entries(this.chain.deployment.feeds).map(([name, id]) => [id, name]));
    const prices = state.feeds.map(({ feedId, decimals }) =>
      unitsOf(table[names.get(feedId) ?? ''] ?? table[feedId], decimals),
    );
    if (prices.every((price) => price === 0n)) return 'no price of any feed';
    const feedIds = state.feeds.map(({ feedId }) => feedId);
    const own = await this.signed.sign(observedAt, feedIds, prices);
    if (!own) return 'a later round was signed before';
    this.#own = own;
    this.#book.add(this.account.address, own);
    this.#metrics.signed();
    void this.#peers.tell(own);
    return undefined;
  }

  /** Takes what a peer sent or answered. */
  async #take(input: unknown): Promise<string> {
    if (!this.#state) throw new HttpError(503, 'starting');
    const round = Math.max(this.#round, roundAt(this.#clock.now.timestamp, this.config));
    try {
      const { observation, signer } = await judged(input, {
        deployment: this.chain.deployment,
        seconds: [round, round + 1, round - 1].map((near) => observedIn(near, this.config)),
        feedIds: this.#state.feeds.map(({ feedId }) => feedId),
        nodes: this.#state.nodes,
        self: this.account.address,
      });
      const added = this.#book.add(signer, observation);
      this.#metrics.took(added);
      if (added === 'new') this.#heardAt.set(signer, Date.now());
      if (added === 'equivocation') {
        this.#metrics.equivocated(signer);
        this.log.error(
          { node: signer, at: this.#peers.nameOf(signer), observedAt: observation.observedAt },
          'a node said two things',
        );
      }
      return added;
    } catch (error) {
      if (error instanceof RefusedObservationError) this.#metrics.refused(error.reason);
      throw error;
    }
  }

  #mayPush(timestamp: number): boolean {
    if (!this.config.push || this.#turn === undefined || this.#settled === this.#round || this.#pushing) return false;
    return timestamp >= this.#retryAt && timestamp >= pushFrom(this.#round, this.#turn, this.config);
  }

  /** Hears everybody once more, and submits what is worth it. */
  async #push(round: number): Promise<void> {
    const observedAt = observedIn(round, this.config);
    try {
      await this.#pull(observedAt);
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
      const result = await this.#submit(observedAt, reports, due);
      this.#settled = round;
      this.#metrics.pushed(result);
      this.#lastPush = { observedAt, result };
    } catch (error) {
      this.#metrics.pushed('failed');
      this.log.warn({ observedAt, error: messageOf(error) }, 'push failed');
    }
  }

  async #pull(observedAt: number): Promise<void> {
    const known = new Set(this.#book.all(observedAt).map(({ signature }) => signature));
    const answers = await this.#peers.ask(observedAt, MAX_ANSWERED);
    for (const answer of answers) {
      const signature = (answer as { signature?: Observation['signature'] } | null)?.signature;
      if (signature !== undefined && known.has(signature)) continue;
      // What a peer passes on may be this node's own word, or nonsense.
      await this.#take(answer).then(
        () => signature !== undefined && known.add(signature),
        () => undefined,
      );
    }
  }

  async #counting(observedAt: number): Promise<SignedPriceReport[]> {
    const reports = this.#book.reports(observedAt);
    const counts = await this.#oracle.counting(
      reports.map(({ signer }) => signer),
      observedAt,
    );
    return reports.filter((_, index) => counts[index]);
  }

  async #submit(
    observedAt: number,
    reports: readonly SignedPriceReport[],
    due: readonly PriceUpdate[],
  ): Promise<string> {
    const feedIds = this.#own?.feedIds ?? this.#state?.feeds.map(({ feedId }) => feedId) ?? [];
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
        const ok = answers && this.#own !== undefined;
        return json(ok ? 200 : 503, { ok, chain: answers, silence: this.#silence, ...this.#status() });
      },
      'GET /metrics': async () => text(await this.#metrics.registry.metrics(), this.#metrics.registry.contentType),
      'GET /observations': ({ query }: { query: URLSearchParams }) => {
        const asked = query.get('observedAt');
        const seconds = asked === null ? this.#book.seconds : [Number(asked)];
        return { observations: seconds.flatMap((second) => this.#book.all(second)) };
      },
      'POST /observations': async ({ body }: { body: unknown }) => {
        try {
          return { taken: await this.#take(body) };
        } catch (error) {
          if (!(error instanceof RefusedObservationError)) throw error;
          const status = (STATUS_OF as Readonly<Record<string, number>>)[error.reason] ?? FORBIDDEN;
          throw new HttpError(status, error.message);
        }
      },
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
      reports: this.#book.reports(observedAt).length,
      equivocators: this.#book.equivocators(observedAt),
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
      reports: () => this.#book.reports(observedIn(this.#round, this.config)).length,
      member: () => (this.#turn === undefined ? 0 : 1),
      unpriced: () => own().filter((price) => price === 0n).length,
      deviation: () => deviation(own(), this.#state?.feeds.map(({ price }) => price) ?? []),
      problems: () => this.source.problems.length,
      balance: async () => Number(await this.chain.client.getBalance({ address: this.account.address })) / 1e18,
      heard: () =>
        this.#peers.list.map(({ address, url }) => [url, (Date.now() - (this.#heardAt.get(address) ?? 0)) / 1_000]),
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
