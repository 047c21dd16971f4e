import { withGasMargin } from '@cyberplaza/sdk';
import {
  type Address,
  BaseError,
  type Hex,
  hexToBigInt,
  keccak256,
  numberToHex,
  type PublicClient,
  RpcRequestError,
  type TransactionReceipt,
} from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { messageOf, NonceTakenError, OperatorError } from './errors.js';
import { FeeMarket, raised } from './fees.js';
import type { Logger } from './log.js';
import { type PendingEntry, PendingStore } from './pending.js';
import { decodeRevert, isRevert, type Revert } from './revert.js';

/** One state-changing call. */
export interface Call {
  to: Address;
  data: Hex;
  /** of the chain's own coin, sent along */
  value?: bigint | undefined;
  /** what it does, for logs and metrics */
  label: string;
  /** two calls with one key are the same act: while the first is unmined the second is not sent */
  key: string;
}

/** How a call ended. A refusal is a value, not an exception: losing a race is normal here. */
export type Outcome =
  | { kind: 'mined'; hash: Hex; receipt: TransactionReceipt }
  /** refused in simulation (nothing was sent) or on chain */
  | { kind: 'reverted'; stage: 'simulation' | 'chain'; revert: Revert; hash?: Hex }
  /** no key: simulated only */
  | { kind: 'dry' }
  /** not mined in time; the engine keeps watching and bumping it, and refuses its key until then */
  | { kind: 'pending'; hash: Hex };

export interface EngineOptions {
  client: PublicClient;
  /** undefined: dry run, everything is simulated and nothing sent */
  account?: PrivateKeyAccount | undefined;
  /** who a dry run pretends to be */
  simulateAs?: Address;
  log: Logger;
  /** file for unmined transactions; without it a restart relies on the node's own pool */
  pendingPath?: string;
  pollMs?: number;
  /** age after which an unmined transaction gets a higher fee */
  stuckMs?: number;
  /** how long a caller waits for a receipt */
  timeoutMs?: number;
  /** ceiling of maxFeePerGas in wei */
  maxFeePerGas?: bigint;
  /** unmined transactions allowed at once */
  maxInFlight?: number;
  onEvent?: (event: 'sent' | 'mined' | 'reverted' | 'refused' | 'bumped' | 'displaced', label: string) => void;
}

interface InFlight extends PendingEntry {
  settle: (outcome: Outcome) => void;
  fail: (error: unknown) => void;
  done: Promise<Outcome>;
  missing: number;
}

const DEFAULT_CEILING = 100_000_000_000n;
const FIRST_LOOK_MS = 5;
/** polls without any receipt after a nonce was passed, before it counts as taken by somebody else */
const MISSING_POLLS = 10;

/**
 * The one way these processes write to the chain: simulate, sign exactly what was simulated, send with serialised nonces, raise the
 * fee of what is stuck under the same nonce, decode what reverted.
 */
export class TransactionEngine {
  readonly #options: Required<Omit<EngineOptions, 'account' | 'pendingPath' | 'onEvent' | 'simulateAs'>> &
    Pick<EngineOptions, 'account' | 'onEvent' | 'simulateAs'>;
  readonly #store: PendingStore;
  readonly #fees: FeeMarket;
  readonly #inFlight = new Map<number, InFlight>();
  readonly #byKey = new Map<string, Promise<Outcome>>();
  #nonce: number | undefined;
  #mutex: Promise<unknown> = Promise.resolve();
  #wake: (() => void) | undefined;
  #chainId: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pollAt = 0;
  #polling = false;
  /** something was sent since the last look began */
  #fresh = false;
  #stopped = false;

  constructor(options: EngineOptions) {
    const { pendingPath, ...rest } = options;
    this.#options = {
      pollMs: 1_000,
      stuckMs: 30_000,
      timeoutMs: 300_000,
      maxFeePerGas: DEFAULT_CEILING,
      maxInFlight: 1,
      ...rest,
    };
    this.#store = new PendingStore(pendingPath);
    this.#fees = new FeeMarket(this.#options.client, this.#options.maxFeePerGas);
  }

  get address(): Address | undefined {
    return this.#options.account?.address;
  }

  get dryRun(): boolean {
    return this.#options.account === undefined;
  }

  /** Unmined transactions. */
  get pending(): number {
    return this.#inFlight.size;
  }

  /** Takes up what an earlier process left unmined. Call once before sending. */
  async start(): Promise<void> {
    const { account, client } = this.#options;
    this.#chainId = await client.getChainId();
    this.#stopped = false;
    if (!account) return;
    const genesis = await client.getBlock({ blockNumber: 0n, includeTransactions: false });
    const [latest, pending] = await Promise.all([
      client.getTransactionCount({ address: account.address, blockTag: 'latest' }),
      client.getTransactionCount({ address: account.address, blockTag: 'pending' }),
    ]);
    this.#nonce = Math.max(latest, pending);
    for (const entry of this.#store.load(`${genesis.hash}:${account.address}`)) {
      if (entry.nonce < latest) {
        this.#store.remove(entry.nonce);
        continue;
      }
      this.#nonce = Math.max(this.#nonce, entry.nonce + 1);
      this.#track({ ...entry, sentAt: 0 });
      this.#options.log.info({ nonce: entry.nonce, label: entry.label }, 'taking up an unmined transaction');
    }
  }

  /** Stops watching. What is unmined stays on disk and is taken up by the next start. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#wake?.();
    for (const entry of this.#inFlight.values()) entry.settle({ kind: 'pending', hash: last(entry.hashes) });
  }

  /** Runs a call as far as its simulation: undefined if it would succeed. */
  async refusal(call: Pick<Call, 'to' | 'data' | 'value'>): Promise<Revert | undefined> {
    const gas = await this.#simulate(call);
    return typeof gas === 'bigint' ? undefined : gas;
  }

  /** Simulates, sends and waits. Throws only if the node cannot be reached or the key is used elsewhere. */
  send(call: Call): Promise<Outcome> {
    const running = this.#byKey.get(call.key);
    if (running) return this.#withTimeout(running, call.key);
    const done = this.#begin(call);
    this.#byKey.set(call.key, done);
    const clear = (): void => {
      if (this.#byKey.get(call.key) === done) this.#byKey.delete(call.key);
    };
    done.then(clear, clear);
    return this.#withTimeout(done, call.key);
  }

  async #begin(call: Call): Promise<Outcome> {
    // independent transactions are simulated side by side, dependent ones one after the other
    const early = this.#options.maxInFlight > 1 ? this.#simulate(call) : undefined;
    early?.catch(() => undefined);
    const turn = this.#mutex.then(async () => {
      await this.#freeSlot();
      if (this.#stopped) throw new OperatorError('the transaction engine has been stopped');
      return this.#broadcast(call, early);
    });
    this.#mutex = turn.catch(() => undefined);
    const sent = await turn;
    return 'kind' in sent ? sent : sent.done;
  }

  /** Gas of a call, or why the chain refuses it. */
  async #simulate(call: Pick<Call, 'to' | 'data' | 'value'>): Promise<bigint | Revert> {
    try {
      return await this.#estimate(call);
    } catch (error) {
      if (isRevert(error)) return decodeRevert(error);
      throw error;
    }
  }

  /** Waits, at the head of the queue, until fewer than maxInFlight transactions are unmined. */
  async #freeSlot(): Promise<void> {
    while (this.#inFlight.size >= this.#options.maxInFlight && !this.#stopped) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #broadcast(call: Call, early: Promise<bigint | Revert> | undefined): Promise<InFlight | Outcome> {
    const { account, log, onEvent } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const gas = await (attempt === 0 && early ? early : this.#simulate(call));
      if (typeof gas !== 'bigint') {
        onEvent?.('refused', call.label);
        return { kind: 'reverted', stage: 'simulation', revert: gas };
      }
      if (!account) {
        log.info({ label: call.label, to: call.to }, 'dry run: would send');
        return { kind: 'dry' };
      }
      const fees = await this.#fees.current();
      const nonce = await this.#nextNonce();
      const draft = {
        nonce,
        label: call.label,
        key: call.key,
        to: call.to,
        data: call.data,
        value: call.value,
        gas: withGasMargin(gas),
        maxFeePerGas: fees.maxFeePerGas,
        maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
        hashes: [] as Hex[],
        raw: '0x' as Hex,
        sentAt: Date.now(),
      };
      const signed = await this.#sign(draft);
      const entry = this.#track(signed);
      // on disk before it leaves: a crash in between must not lead to a second, different transaction
      this.#store.put(signed);
      try {
        await this.#publish(signed.raw);
      } catch (error) {
        if (!isRejection(error)) {
          // nobody knows whether the node took it: keep watching, the bump sends it again
          this.#nonce = nonce + 1;
          log.warn({ label: call.label, nonce, error: messageOf(error) }, 'broadcast unanswered');
          return entry;
        }
        this.#release(entry);
        const message = fullMessage(error);
        if (/nonce too low|already been used|NonceTooLow/i.test(message) && attempt < 3) {
          this.#nonce = undefined;
          continue;
        }
        this.#nonce = undefined;
        throw error;
      }
      this.#nonce = nonce + 1;
      this.#watchSoon();
      onEvent?.('sent', call.label);
      log.debug({ label: call.label, nonce, hash: last(signed.hashes) }, 'sent');
      return entry;
    }
  }

  async #estimate(call: Pick<Call, 'to' | 'data' | 'value'>): Promise<bigint> {
    const from = this.#options.account?.address ?? this.#options.simulateAs;
    const gas = await this.#options.client.request({
      method: 'eth_estimateGas',
      params: [
        {
          ...(from ? { from } : {}),
          to: call.to,
          data: call.data,
          ...(call.value ? { value: numberToHex(call.value) } : {}),
        },
        'latest',
      ],
    });
    return hexToBigInt(gas);
  }

  async #nextNonce(): Promise<number> {
    if (this.#nonce !== undefined) return this.#nonce;
    const address = (this.#options.account as PrivateKeyAccount).address;
    const pending = await this.#options.client.getTransactionCount({ address, blockTag: 'pending' });
    const tracked = [...this.#inFlight.keys()].reduce((highest, nonce) => Math.max(highest, nonce + 1), 0);
    this.#nonce = Math.max(pending, tracked);
    return this.#nonce;
  }

  async #sign(entry: PendingEntry): Promise<PendingEntry> {
    const raw = await (this.#options.account as PrivateKeyAccount).signTransaction({
      type: 'eip1559',
      chainId: this.#chainId as number,
      nonce: entry.nonce,
      to: entry.to,
      data: entry.data,
      value: entry.value,
      gas: entry.gas,
      maxFeePerGas: entry.maxFeePerGas,
      maxPriorityFeePerGas: entry.maxPriorityFeePerGas,
    });
    return { ...entry, raw, hashes: [...entry.hashes, keccak256(raw)] };
  }

  async #publish(raw: Hex): Promise<void> {
    try {
      await this.#options.client.request({ method: 'eth_sendRawTransaction', params: [raw] }, { retryCount: 0 });
    } catch (error) {
      if (!/already known|already imported/i.test(fullMessage(error))) throw error;
    }
  }

  #track(entry: PendingEntry): InFlight {
    let settle: (outcome: Outcome) => void = () => undefined;
    let fail: (error: unknown) => void = () => undefined;
    const done = new Promise<Outcome>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    done.catch(() => undefined);
    const tracked: InFlight = { ...entry, settle, fail, done, missing: 0 };
    this.#inFlight.set(entry.nonce, tracked);
    if (!this.#byKey.has(entry.key)) {
      this.#byKey.set(entry.key, done);
      const clear = (): void => {
        if (this.#byKey.get(entry.key) === done) this.#byKey.delete(entry.key);
      };
      done.then(clear, clear);
    }
    this.#watch(this.#options.pollMs);
    return tracked;
  }

  /** Polls for receipts after a pause; a shorter pause replaces a longer one. */
  #watch(delay: number): void {
    if (this.#stopped || this.#polling) return;
    const at = Date.now() + delay;
    if (this.#timer && this.#pollAt <= at) return;
    clearTimeout(this.#timer);
    this.#pollAt = at;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#polling = true;
      this.#poll()
        .catch((error: unknown) => this.#options.log.warn({ error: messageOf(error) }, 'receipt poll failed'))
        .finally(() => {
          this.#polling = false;
          if (this.#inFlight.size > 0) this.#watch(this.#fresh ? FIRST_LOOK_MS : this.#options.pollMs);
          this.#fresh = false;
        });
    }, delay);
    this.#timer.unref();
  }

  /** A chain that mines at once has the receipt at once. */
  #watchSoon(): void {
    this.#fresh = true;
    this.#watch(FIRST_LOOK_MS);
  }

  async #poll(): Promise<void> {
    const { client, account, stuckMs } = this.#options;
    if (!account) return;
    const latest = await client.getTransactionCount({ address: account.address, blockTag: 'latest' });
    const open = [...this.#inFlight.values()].sort((a, b) => a.nonce - b.nonce);
    await Promise.all(open.filter((entry) => entry.nonce < latest).map((entry) => this.#collect(entry)));
    const head = open.find((entry) => entry.nonce >= latest && this.#inFlight.has(entry.nonce));
    if (head && Date.now() - head.sentAt > stuckMs) await this.#bump(head);
  }

  /** Fetches the receipt of a nonce that has been mined, whichever of its replacements it was. */
  async #collect(entry: InFlight): Promise<void> {
    const { client, log, onEvent } = this.#options;
    for (const hash of [...entry.hashes].reverse()) {
      const receipt = await client.getTransactionReceipt({ hash }).catch(() => undefined);
      if (!receipt) continue;
      this.#release(entry);
      if (receipt.status === 'success') {
        onEvent?.('mined', entry.label);
        entry.settle({ kind: 'mined', hash, receipt });
      } else {
        const revert = await this.#reasonOf(entry, receipt);
        onEvent?.('reverted', entry.label);
        entry.settle({ kind: 'reverted', stage: 'chain', revert, hash });
      }
      return;
    }
    entry.missing += 1;
    if (entry.missing < MISSING_POLLS) return;
    this.#release(entry);
    onEvent?.('displaced', entry.label);
    log.error({ nonce: entry.nonce, label: entry.label }, 'nonce taken by a foreign transaction');
    entry.fail(new NonceTakenError(entry.nonce));
  }

  /** Replays a reverted transaction on the state before it to learn why. */
  async #reasonOf(entry: InFlight, receipt: TransactionReceipt): Promise<Revert> {
    try {
      await this.#options.client.request({
        method: 'eth_call',
        params: [
          {
            from: receipt.from,
            to: entry.to,
            data: entry.data,
            gas: numberToHex(entry.gas),
            ...(entry.value ? { value: numberToHex(entry.value) } : {}),
          },
          numberToHex(receipt.blockNumber),
        ],
      });
    } catch (error) {
      return decodeRevert(error);
    }
    return { name: 'Unknown', args: {}, text: 'reverted on chain; a replay succeeds' };
  }

  /** Same nonce, same call, fee +12.5%; at the ceiling the same bytes are sent again. */
  async #bump(entry: InFlight): Promise<void> {
    const { maxFeePerGas: ceiling, log, onEvent } = this.#options;
    const fees = raised(entry, await this.#fees.current());
    entry.sentAt = Date.now();
    if (fees.maxFeePerGas > ceiling) {
      log.error({ nonce: entry.nonce, label: entry.label, ceiling: ceiling.toString() }, 'stuck at the fee ceiling');
      await this.#publish(entry.raw).catch(() => undefined);
      return;
    }
    const signed = await this.#sign({ ...entry, ...fees });
    Object.assign(entry, { ...fees, raw: signed.raw, hashes: signed.hashes });
    this.#store.put(signed);
    try {
      await this.#publish(signed.raw);
      onEvent?.('bumped', entry.label);
      log.warn({ nonce: entry.nonce, label: entry.label, maxFeePerGas: fees.maxFeePerGas.toString() }, 'fee raised');
    } catch (error) {
      log.warn({ nonce: entry.nonce, error: messageOf(error) }, 'replacement refused');
    }
  }

  #release(entry: InFlight): void {
    this.#inFlight.delete(entry.nonce);
    this.#store.remove(entry.nonce);
    this.#wake?.();
  }

  async #withTimeout(done: Promise<Outcome>, key: string): Promise<Outcome> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => {
        const entry = [...this.#inFlight.values()].find((candidate) => candidate.key === key);
        if (entry) resolve({ kind: 'pending', hash: last(entry.hashes) });
      }, this.#options.timeoutMs);
      timer.unref();
    });
    try {
      return await Promise.race([done, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** True if the node answered and refused, false if the answer never came. */
function isRejection(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof RpcRequestError) !== null;
}

function last(hashes: readonly Hex[]): Hex {
  return hashes[hashes.length - 1] ?? '0x';
}

function fullMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = (error as { details?: unknown }).details;
  return `${error.message} ${typeof details === 'string' ? details : ''} ${error.cause ? fullMessage(error.cause) : ''}`;
}
