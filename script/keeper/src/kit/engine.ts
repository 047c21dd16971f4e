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
  TransactionReceiptNotFoundError,
} from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { Act, type Call, type Outcome } from './call.js';
import { messageOf, NonceTakenError, OperatorError } from './errors.js';
import { FeeMarket, raised } from './fees.js';
import type { Logger } from './log.js';
import { type PendingEntry, PendingStore } from './pending.js';
import { decodeRevert, isRevert, type Revert } from './revert.js';

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
  /** how long a caller waits, for its turn and for a receipt */
  timeoutMs?: number;
  /** how long the node must keep saying that it knows no receipt of a nonce that was mined, before the nonce counts as taken */
  missingMs?: number;
  /** ceiling of maxFeePerGas in wei */
  maxFeePerGas?: bigint;
  /** unmined transactions allowed at once */
  maxInFlight?: number;
  onEvent?: (event: 'sent' | 'mined' | 'reverted' | 'refused' | 'bumped' | 'displaced', label: string) => void;
}

interface InFlight extends PendingEntry {
  act: Act;
  /** wall clock since which its nonce is mined and no receipt is known */
  missingSince?: number | undefined;
}

const DEFAULT_CEILING = 100_000_000_000n;
const FIRST_LOOK_MS = 5;

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
  readonly #byKey = new Map<string, Act>();
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
      missingMs: 60_000,
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
      const act = new Act();
      act.state = 'begun';
      this.#claim(entry.key, act);
      this.#track(entry, act);
      this.#options.log.info({ nonce: entry.nonce, label: entry.label }, 'taking up an unmined transaction');
    }
  }

  /** Stops watching. What is unmined stays on disk and is taken up by the next start. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#wake?.();
    for (const { act, hashes } of this.#inFlight.values()) act.settle({ kind: 'pending', hash: last(hashes) });
  }

  /** Runs a call as far as its simulation: undefined if it would succeed. */
  async refusal(call: Pick<Call, 'to' | 'data' | 'value'>): Promise<Revert | undefined> {
    const gas = await this.#simulate(call);
    return typeof gas === 'bigint' ? undefined : gas;
  }

  /** Simulates, sends and waits. Throws only if the node cannot be reached or the key is used elsewhere. */
  send(call: Call): Promise<Outcome> {
    return this.#withTimeout(this.#byKey.get(call.key) ?? this.#queue(call));
  }

  #queue(call: Call): Act {
    const act = new Act();
    this.#claim(call.key, act);
    // independent transactions are simulated side by side, dependent ones one after the other
    const early = this.#options.maxInFlight > 1 ? this.#simulate(call) : undefined;
    early?.catch(() => undefined);
    act.turn = this.#mutex.then(async () => {
      await this.#freeSlot();
      this.#mustRun();
      if (act.state === 'withdrawn') return;
      act.state = 'begun';
      await this.#broadcast(call, act, early);
    });
    act.turn.catch((error: unknown) => act.fail(error));
    this.#mutex = act.turn.catch(() => undefined);
    return act;
  }

  /** Until the act is done its key is its own. */
  #claim(key: string, act: Act): void {
    this.#byKey.set(key, act);
    const clear = (): void => {
      if (this.#byKey.get(key) === act) this.#byKey.delete(key);
    };
    act.done.then(clear, clear);
  }

  #mustRun(): void {
    if (this.#stopped) throw new OperatorError('the transaction engine has been stopped');
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

  async #broadcast(call: Call, act: Act, early: Promise<bigint | Revert> | undefined): Promise<void> {
    const { account, log, onEvent } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const gas = await (attempt === 0 && early ? early : this.#simulate(call));
      if (typeof gas !== 'bigint') {
        onEvent?.('refused', call.label);
        return act.settle({ kind: 'reverted', stage: 'simulation', revert: gas });
      }
      if (!account) {
        log.info({ label: call.label, to: call.to }, 'dry run: would send');
        return act.settle({ kind: 'dry' });
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
      // a stop does not settle what is not tracked yet
      this.#mustRun();
      const entry = this.#track(signed, act);
      // on disk before it leaves: a crash in between must not lead to a second, different transaction
      this.#store.put(signed);
      try {
        await this.#publish(signed.raw);
      } catch (error) {
        if (!isRejection(error)) {
          // nobody knows whether the node took it: keep watching, the bump sends it again
          this.#nonce = nonce + 1;
          log.warn({ label: call.label, nonce, error: messageOf(error) }, 'broadcast unanswered');
          return;
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
      return;
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

  #track(entry: PendingEntry, act: Act): InFlight {
    const tracked: InFlight = { ...entry, act };
    this.#inFlight.set(entry.nonce, tracked);
    this.#watch(this.#options.pollMs);
    return tracked;
  }

  /** Polls for receipts after a pause; a shorter pause replaces a longer one. The process lives on while anything is unmined. */
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
    for (const entry of open) if (entry.nonce >= latest) entry.missingSince = undefined;
    await Promise.all(open.filter((entry) => entry.nonce < latest).map((entry) => this.#collect(entry)));
    const head = open.find((entry) => entry.nonce >= latest && this.#inFlight.has(entry.nonce));
    if (head && Date.now() - head.sentAt > stuckMs) await this.#bump(head);
  }

  /** Ends what has a nonce that was mined, by its receipt. */
  async #collect(entry: InFlight): Promise<void> {
    const { log, missingMs, onEvent } = this.#options;
    let receipt: TransactionReceipt | undefined;
    try {
      receipt = await this.#receiptOf(entry);
    } catch (error) {
      // no answer says nothing about whose transaction it was
      entry.missingSince = undefined;
      log.warn({ nonce: entry.nonce, label: entry.label, error: messageOf(error) }, 'receipt unread');
      return;
    }
    if (receipt) return this.#conclude(entry, receipt);
    entry.missingSince ??= Date.now();
    if (Date.now() - entry.missingSince < missingMs) return;
    this.#release(entry);
    onEvent?.('displaced', entry.label);
    log.error({ nonce: entry.nonce, label: entry.label }, 'nonce taken by a foreign transaction');
    entry.act.fail(new NonceTakenError(entry.nonce));
  }

  /** The receipt of whichever of its replacements was mined; undefined if the node knows none of them. */
  async #receiptOf({ hashes }: InFlight): Promise<TransactionReceipt | undefined> {
    for (const hash of [...hashes].reverse()) {
      try {
        return await this.#options.client.getTransactionReceipt({ hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      }
    }
    return undefined;
  }

  async #conclude(entry: InFlight, receipt: TransactionReceipt): Promise<void> {
    const { onEvent } = this.#options;
    const { transactionHash: hash } = receipt;
    this.#release(entry);
    if (receipt.status === 'success') {
      onEvent?.('mined', entry.label);
      entry.act.settle({ kind: 'mined', hash, receipt });
      return;
    }
    const revert = await this.#reasonOf(entry, receipt);
    onEvent?.('reverted', entry.label);
    entry.act.settle({ kind: 'reverted', stage: 'chain', revert, hash });
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

  async #withTimeout(act: Act): Promise<Outcome> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#options.timeoutMs);
    }).then(() => this.#late(act));
    try {
      return await Promise.race([act.done, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a caller learns whose time is over: what still waits is taken back, what is being sent is answered once it was. */
  async #late(act: Act): Promise<Outcome> {
    if (act.state === 'queued') {
      act.state = 'withdrawn';
      act.settle({ kind: 'unsent' });
      return act.done;
    }
    await act.turn;
    const entry = [...this.#inFlight.values()].find((candidate) => candidate.act === act);
    return entry ? { kind: 'pending', hash: last(entry.hashes) } : act.done;
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
