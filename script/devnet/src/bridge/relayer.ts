import { executorGas, type Packet, packetsIn } from '@cyberplaza/sdk';
import { layerZeroEndpointAbi } from '@cyberplaza/sdk/abis';
import { type Address, type Hex, type PublicClient, parseEventLogs, type TransactionReceipt } from 'viem';
import { type BridgedChain, readerOf, receiveLibraryAbi, type Worker, walletOf, workerAbi } from './chains.js';
import { type Fault, type Faults, noFaults } from './faults.js';

/** How far a packet has come. */
export type Progress = 'sent' | 'verified' | 'failed' | 'delivered';

export interface Carried {
  packet: Packet;
  progress: Progress;
  fault: Fault;
  /** executions that ran out of gas or that the receiver refused */
  failures: number;
  /** second deliveries, all refused */
  refused: number;
  /** which delivery it was, from 1; 0: not delivered by this relayer */
  arrival: number;
}

export interface RelayerOptions {
  faults?: Faults;
  /** false: what failed once is left to somebody else */
  retries?: boolean;
  onError?: (error: Error) => void;
}

const RECEIPT_TIMEOUT_MS = 120_000;
const ROUND_PAUSE_MS = 50;
/** What the executor's own contract uses around a delivery, the 64th that it cannot pass on included. */
const AROUND_DELIVERY = 400_000n;

/** A packet was attested twice and delivered twice, which LayerZero should have made impossible. */
export class DeliveredTwice extends Error {
  constructor(guid: Hex) {
    super(`packet ${guid} was delivered twice`);
    this.name = 'DeliveredTwice';
  }
}

interface Side extends BridgedChain {
  reader: PublicClient;
  nextBlock: bigint;
}

/**
 * Stands for LayerZero's DVNs and executors between local chains: sees what endpoints were given, has every required DVN attest to
 * it on the other chain, commits the verification there and executes it, with whatever goes wrong in between.
 */
export class Relayer {
  readonly #sides: Map<number, Side>;
  readonly #carried: Carried[] = [];
  readonly #faults: Faults;
  readonly #retries: boolean;
  readonly #onError: (error: Error) => void;
  #running: Promise<void> | undefined;
  #stopped = false;
  #arrivals = 0;

  constructor(chains: readonly BridgedChain[], options: RelayerOptions = {}) {
    this.#sides = new Map(chains.map((chain) => [chain.eid, { ...chain, reader: readerOf(chain), nextBlock: 0n }]));
    this.#faults = options.faults ?? noFaults;
    this.#retries = options.retries ?? true;
    this.#onError = options.onError ?? (() => undefined);
  }

  /** Everything seen so far, in the order in which it was seen. */
  get carried(): readonly Carried[] {
    return this.#carried;
  }

  find(guid: Hex): Carried | undefined {
    return this.#carried.find(({ packet }) => packet.guid === guid);
  }

  /** Looks at every chain and takes every packet as far as its fault lets it; @returns how many are still on their way. */
  async round(): Promise<number> {
    for (const side of this.#sides.values()) await this.#collect(side);
    for (const carried of this.#carried) await this.#carry(carried);
    return this.#carried.filter(({ progress }) => progress !== 'delivered').length;
  }

  /** Rounds until nothing is on its way. */
  async drain(mostRounds = 50): Promise<void> {
    for (let round = 0; round < mostRounds; round++) if ((await this.round()) === 0) return;
    throw new Error(`${this.#carried.filter(({ progress }) => progress !== 'delivered').length} packets do not arrive`);
  }

  /** Carries on its own until stopped. */
  start(): void {
    this.#stopped = false;
    this.#running ??= (async () => {
      while (!this.#stopped) {
        await this.round();
        await new Promise((resolve) => setTimeout(resolve, ROUND_PAUSE_MS));
      }
    })().catch((error: unknown) => {
      this.#running = undefined;
      if (!this.#stopped) this.#onError(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    this.#running = undefined;
  }

  async #collect(side: Side): Promise<void> {
    const head = await side.reader.getBlockNumber({ cacheTime: 0 });
    if (head < side.nextBlock) return;
    const logs = await side.reader.getLogs({ address: side.endpoint, fromBlock: side.nextBlock, toBlock: head });
    side.nextBlock = head + 1n;
    for (const packet of packetsIn(logs)) {
      // From before this relayer was there.
      if (await this.#isOver(packet)) continue;
      const fault = this.#faults(packet, this.#carried.length);
      this.#carried.push({ packet, progress: 'sent', fault: { ...fault }, failures: 0, refused: 0, arrival: 0 });
    }
  }

  async #carry(carried: Carried): Promise<void> {
    if (carried.progress === 'delivered') return;
    if (carried.progress === 'failed' && !this.#retries) return this.#lookAgain(carried);
    const { fault, packet } = carried;
    if (carried.progress === 'sent') {
      if (waits(fault, 'lost')) return;
      await this.#verify(packet);
      carried.progress = 'verified';
    }
    if (waits(fault, 'late') || this.#isBehind(packet)) return;
    const gas = fault.kind === 'starved' && carried.failures === 0 ? fault.gas : executorGas(packet.options);
    if (!(await this.#execute(packet, gas))) {
      carried.failures += 1;
      carried.progress = 'failed';
      return;
    }
    carried.progress = 'delivered';
    carried.arrival = ++this.#arrivals;
    if (fault.kind === 'twice') await this.#again(carried);
  }

  /** An earlier packet of the path is not verified yet, and the endpoint delivers none without it. */
  #isBehind({ srcEid, sender, receiver, nonce }: Packet): boolean {
    return this.#carried.some(
      ({ packet, progress }) =>
        progress === 'sent' &&
        packet.srcEid === srcEid &&
        packet.sender === sender &&
        packet.receiver === receiver &&
        packet.nonce < nonce,
    );
  }

  /** Somebody else may have delivered it meanwhile. */
  async #lookAgain(carried: Carried): Promise<void> {
    if (await this.#isOver(carried.packet)) carried.progress = 'delivered';
  }

  /** The endpoint has passed its place on the path, and keeps nothing of it. */
  async #isOver({ srcEid, sender, receiver, nonce, dstEid }: Packet): Promise<boolean> {
    const side = this.#side(dstEid);
    const endpoint = { address: side.endpoint, abi: layerZeroEndpointAbi } as const;
    const [reached, kept] = await Promise.all([
      side.reader.readContract({
        ...endpoint,
        functionName: 'lazyInboundNonce',
        args: [receiver, srcEid, sender],
      }),
      side.reader.readContract({
        ...endpoint,
        functionName: 'inboundPayloadHash',
        args: [receiver, srcEid, sender, nonce],
      }),
    ]);
    return nonce <= reached && BigInt(kept) === 0n;
  }

  async #verify(packet: Packet): Promise<void> {
    const side = this.#side(packet.dstEid);
    await this.#attest(side, packet);
    await this.#send(side, side.executor, side.receiveLibrary, {
      abi: receiveLibraryAbi,
      functionName: 'commitVerification',
      args: [packet.header, packet.payloadHash],
    });
  }

  /** Every DVN that the receiver requires; one that nobody runs here is an error, not a shortcut. */
  async #attest(side: Side, packet: Packet): Promise<void> {
    const { confirmations, requiredDVNs } = await side.reader.readContract({
      address: side.receiveLibrary,
      abi: receiveLibraryAbi,
      functionName: 'getUlnConfig',
      args: [packet.receiver, packet.srcEid],
    });
    for (const required of requiredDVNs) {
      const dvn = side.dvns.find(({ address }) => address.toLowerCase() === required.toLowerCase());
      if (dvn === undefined) throw new Error(`nobody runs the DVN ${required} on ${side.name}`);
      await this.#send(side, dvn, dvn.address, {
        abi: workerAbi,
        functionName: 'attest',
        args: [side.receiveLibrary, packet.header, packet.payloadHash, confirmations],
      });
    }
  }

  /** @returns whether it was delivered */
  async #execute(packet: Packet, gas: bigint): Promise<boolean> {
    const side = this.#side(packet.dstEid);
    const { srcEid, sender, nonce, receiver, guid, message } = packet;
    const receipt = await this.#send(side, side.executor, side.executor.address, {
      abi: workerAbi,
      functionName: 'execute',
      args: [side.endpoint, { srcEid, sender, nonce }, receiver, guid, message, gas],
      gas: gas + gas / 32n + AROUND_DELIVERY,
    });
    return parseEventLogs({ abi: layerZeroEndpointAbi, eventName: 'PacketDelivered', logs: receipt.logs }).some(
      ({ args }) => args.origin.nonce === nonce && args.origin.sender === sender,
    );
  }

  /** Attests, commits and executes what was delivered already; all of it must come to nothing. */
  async #again(carried: Carried): Promise<void> {
    const { packet } = carried;
    const side = this.#side(packet.dstEid);
    await this.#attest(side, packet);
    const committed = await this.#verifiesAgain(side, packet);
    if (committed || (await this.#execute(packet, executorGas(packet.options)))) throw new DeliveredTwice(packet.guid);
    carried.refused += 1;
  }

  #verifiesAgain(side: Side, packet: Packet): Promise<boolean> {
    return side.reader
      .simulateContract({
        address: side.receiveLibrary,
        abi: receiveLibraryAbi,
        functionName: 'commitVerification',
        args: [packet.header, packet.payloadHash],
      })
      .then(
        () => true,
        () => false,
      );
  }

  async #send(side: Side, worker: Worker, to: Address, call: object): Promise<TransactionReceipt> {
    const hash = await walletOf(side, worker.operator).writeContract({ address: to, ...call } as never);
    const receipt = await side.reader.waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MS });
    if (receipt.status !== 'success') throw new Error(`a worker's transaction ${hash} reverted on ${side.name}`);
    return receipt;
  }

  #side(eid: number): Side {
    const side = this.#sides.get(eid);
    if (side === undefined) throw new Error(`no local chain has endpoint id ${eid}`);
    return side;
  }
}

/** Counts down a fault's rounds; true while there are any. */
function waits(fault: Fault, kind: 'lost' | 'late'): boolean {
  if (fault.kind !== kind || fault.rounds <= 0) return false;
  fault.rounds -= 1;
  return true;
}
