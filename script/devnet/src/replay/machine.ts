import type { Deployment } from '@cyberplaza/sdk';
import { type Abi, type Address, decodeErrorResult, encodeFunctionData, getAddress, type Hex, numberToHex } from 'viem';
import { ABIS, type ContractName, Decoder, type Happened, type RawLog } from './contracts.js';
import { Rpc, RpcRefused } from './rpc.js';

/** Below what the EVM allows one transaction. */
const GAS = numberToHex(16_000_000);
const GAS_PRICE = numberToHex(1_000_000_000);
const GAS_MONEY = numberToHex(10n ** 24n);

/** How a call ended. */
export interface Done {
  ok: boolean;
  /** the contract's error, where it was refused */
  reason: string;
  events: readonly Happened[];
}

interface Waiting {
  from: Address;
  to: Address;
  data: Hex;
  what: string;
  then: ((done: Done) => void) | undefined;
}

interface Receipt {
  transactionHash: Hex;
  status: Hex;
  gasUsed: Hex;
  logs: RawLog[];
}

/** A call that had to succeed did not. */
export class CallFailed extends Error {
  constructor(what: string, reason: string) {
    super(`${what} was refused: ${reason}`);
    this.name = 'CallFailed';
  }
}

/**
 * A chain driven by hand: calls are collected and mined together, at a second of our choice, in the name of any account. What the
 * calls emitted is read once, here.
 */
export class Machine {
  readonly rpc: Rpc;
  now = 0;
  blocks = 0;
  transactions = 0;
  refusals = 0;
  gas = 0n;
  #waiting: Waiting[] = [];
  readonly #decoder: Decoder;
  readonly #nonces = new Map<Address, number>();
  readonly #listeners: ((happened: Happened, at: number) => void)[] = [];

  constructor(
    url: string,
    readonly deployment: Deployment,
  ) {
    this.rpc = new Rpc(url);
    this.#decoder = new Decoder(deployment);
  }

  /** Takes the chain over as its deployment left it; the events so far are told as well. */
  async start(): Promise<void> {
    const head = await this.rpc.one<{ number: Hex; timestamp: Hex }>('eth_getBlockByNumber', 'latest', false);
    this.now = Number(head.timestamp);
    const logs = await this.rpc.one<RawLog[]>('eth_getLogs', { fromBlock: '0x0', toBlock: head.number });
    for (const log of logs) this.#hear(log);
    await this.rpc.one('evm_setAutomine', false);
    await this.rpc.one('anvil_autoImpersonateAccount', true);
    await this.rpc.one('anvil_setBlockTimestampInterval', 0);
  }

  listen(listener: (happened: Happened, at: number) => void): void {
    this.#listeners.push(listener);
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  address(contract: ContractName): Address {
    return getAddress(this.deployment.contracts[contract]);
  }

  /** Adds a call to the next block. Without `then` it must succeed. */
  call(
    from: Address,
    contract: ContractName,
    functionName: string,
    args: readonly unknown[],
    then?: (done: Done) => void,
  ): void {
    const data = encodeFunctionData({ abi: ABIS[contract] as Abi, functionName, args });
    this.#waiting.push({ from, to: this.address(contract), data, what: `${contract}.${functionName}`, then });
  }

  async read<T>(contract: ContractName, functionName: string, args: readonly unknown[] = []): Promise<T> {
    const [result] = await this.readMany<T>([{ contract, functionName, args }]);
    return result as T;
  }

  async readMany<T>(
    calls: readonly { contract: ContractName; functionName: string; args: readonly unknown[] }[],
  ): Promise<T[]> {
    const { decodeFunctionResult } = await import('viem');
    const results = await this.rpc.many<Hex>(
      calls.map(({ contract, functionName, args }) => ({
        method: 'eth_call',
        params: [
          {
            to: this.address(contract),
            data: encodeFunctionData({ abi: ABIS[contract] as Abi, functionName, args }),
          },
          'latest',
        ],
      })),
    );
    return results.map((data, i) => {
      const call = calls[i];
      if (!call) throw new Error('no call');
      return decodeFunctionResult({ abi: ABIS[call.contract] as Abi, functionName: call.functionName, data }) as T;
    });
  }

  /** The next block is at this second; nothing is mined yet. */
  async advanceTo(timestamp: number): Promise<void> {
    if (timestamp <= this.now) return;
    await this.rpc.one('evm_setNextBlockTimestamp', timestamp);
    this.now = timestamp;
  }

  /** Mines all waiting calls, and those that their outcomes bring, all in this second. */
  async settle(): Promise<void> {
    while (this.#waiting.length > 0) await this.#mine();
  }

  async #mine(): Promise<void> {
    const calls = this.#waiting;
    this.#waiting = [];
    await this.#fund(calls);
    const hashes = await this.rpc.many<Hex>(
      calls.map((call) => ({ method: 'eth_sendTransaction', params: [this.#tx(call)] })),
    );
    await this.rpc.one('evm_mine');
    const receipts = await this.rpc.one<Receipt[]>('eth_getBlockReceipts', 'latest');
    const byHash = new Map(receipts.map((receipt) => [receipt.transactionHash, receipt]));
    this.blocks += 1;
    this.transactions += calls.length;
    const told: [Waiting, Done][] = [];
    for (const [i, call] of calls.entries()) {
      const receipt = byHash.get(hashes[i] ?? '0x');
      if (!receipt) throw new Error(`${call.what} was not mined`);
      this.gas += BigInt(receipt.gasUsed);
      const ok = receipt.status === '0x1';
      const events = receipt.logs.flatMap((log) => this.#hear(log) ?? []);
      const reason = ok ? '' : await this.#reason(call);
      if (!ok) this.refusals += 1;
      if (!ok && !call.then) throw new CallFailed(call.what, reason);
      told.push([call, { ok, reason, events }]);
    }
    for (const [call, done] of told) call.then?.(done);
  }

  #hear(log: RawLog): Happened | undefined {
    const happened = this.#decoder.decode(log);
    if (happened) for (const listener of this.#listeners) listener(happened, this.now);
    return happened;
  }

  #tx(call: Waiting) {
    const nonce = this.#nonces.get(call.from) ?? 0;
    this.#nonces.set(call.from, nonce + 1);
    return { from: call.from, to: call.to, data: call.data, gas: GAS, gasPrice: GAS_PRICE, nonce: numberToHex(nonce) };
  }

  /** Whoever acts for the first time gets the chain's coin. */
  async #fund(calls: readonly Waiting[]): Promise<void> {
    const fresh = [...new Set(calls.map(({ from }) => from))].filter((from) => !this.#nonces.has(from));
    if (fresh.length === 0) return;
    await this.rpc.many(fresh.map((from) => ({ method: 'anvil_setBalance', params: [from, GAS_MONEY] })));
    const nonces = await this.rpc.many<Hex>(
      fresh.map((from) => ({ method: 'eth_getTransactionCount', params: [from, 'latest'] })),
    );
    for (const [i, from] of fresh.entries()) this.#nonces.set(from, Number(nonces[i] ?? 0));
  }

  /** Asks again, to hear why. */
  async #reason(call: Waiting): Promise<string> {
    try {
      await this.rpc.one('eth_call', { from: call.from, to: call.to, data: call.data }, 'latest');
      return 'unknown, it would succeed now';
    } catch (error) {
      return error instanceof RpcRefused && error.data ? nameOf(error.data) : String(error);
    }
  }
}

function nameOf(data: Hex): string {
  for (const abi of Object.values(ABIS)) {
    try {
      return decodeErrorResult({ abi: abi as Abi, data }).errorName;
    } catch {
      // an error of another contract
    }
  }
  return data.slice(0, 10);
}
