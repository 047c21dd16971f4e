import { type BridgeDeployment, bridgeAddress, type Packet, packetsIn } from '@cyberplaza/sdk';
import { bridgedCptAbi, cptBridgeAbi, layerZeroEndpointAbi } from '@cyberplaza/sdk/abis';
import { type Address, getAbiItem, type Hex, type PublicClient, zeroAddress } from 'viem';
import { z } from 'zod';
import { hexValue, type Keep, LogFollower, learned, savedBigint, type TransactionEngine } from './kit/index.js';

const messageSchema = z.object({
  guid: hexValue,
  /** LayerZero's number of the chain on the other end */
  eid: z.number(),
  amount: savedBigint,
  transaction: hexValue,
});
const savedSchema = z.object({
  sent: z.array(messageSchema),
  received: z.array(messageSchema),
  eids: z.array(z.tuple([savedBigint, z.number()])),
  refused: z.array(z.tuple([z.number(), savedBigint])),
});

/** A message as one end saw it. */
export type SeenMessage = z.output<typeof messageSchema>;

/** A transfer that waits at an end and could go on now. */
export interface DueTransfer {
  id: bigint;
  leaves: boolean;
}

const EVENTS = (['OFTSent', 'OFTReceived', 'TransferWaiting', 'TransferRuled'] as const).map((name) =>
  getAbiItem({ abi: cptBridgeAbi, name }),
);
const ARRIVES = 1;
const OVER = 3;

/** One end of the bridge: what left and arrived there, what waits, what is locked or circulates. */
export class BridgeEnd {
  readonly address: Address;
  readonly sent = new Map<Hex, SeenMessage>();
  readonly received = new Map<Hex, SeenMessage>();
  readonly #follower: LogFollower<typeof EVENTS>;
  #eid: number | undefined;
  #endpoint: Address | undefined;
  /** Every waiting transfer below this one is over. */
  #firstOpen = 1n;
  /** where arrivals that waited came from */
  readonly #eidOf = new Map<bigint, number>();
  readonly #refusedOf = new Map<number, bigint>();

  constructor(
    readonly client: PublicClient,
    readonly deployment: BridgeDeployment,
    readonly engine: TransactionEngine,
    keep: Keep,
  ) {
    this.address = bridgeAddress(deployment);
    this.#follower = new LogFollower({
      client,
      address: this.address,
      events: EVENTS,
      fromBlock: BigInt(deployment.startBlock),
      ...keep,
      learned: learned(
        savedSchema,
        (saved) => this.#load(saved),
        () => this.#save(),
      ),
    });
  }

  async endpoint(): Promise<Address> {
    this.#endpoint ??= await this.client.readContract({
      address: this.address,
      abi: cptBridgeAbi,
      functionName: 'endpoint',
    });
    return this.#endpoint;
  }

  /** LayerZero's number of this chain. */
  async eid(): Promise<number> {
    this.#eid ??= await this.client.readContract({
      address: await this.endpoint(),
      abi: layerZeroEndpointAbi,
      functionName: 'eid',
    });
    return this.#eid;
  }

  /** Reads events up to the head; @returns the last block read. */
  async advance(): Promise<bigint> {
    const head = await this.client.getBlockNumber({ cacheTime: 0 });
    await this.#follower.advance(head, (logs) => {
      for (const log of logs) this.#note(log);
    });
    return this.#follower.cursor - 1n;
  }

  #load({ sent, received, eids, refused }: z.output<typeof savedSchema>): void {
    for (const message of sent) this.sent.set(message.guid, message);
    for (const message of received) this.received.set(message.guid, message);
    for (const [id, eid] of eids) this.#eidOf.set(id, eid);
    for (const [eid, amount] of refused) this.#refusedOf.set(eid, amount);
  }

  #save(): unknown {
    return {
      sent: [...this.sent.values()],
      received: [...this.received.values()],
      eids: [...this.#eidOf],
      refused: [...this.#refusedOf],
    };
  }

  #note(log: { eventName: string; args: object; transactionHash: Hex }): void {
    const transaction = log.transactionHash;
    if (log.eventName === 'OFTSent') {
      const { guid, dstEid, amountSentLD } = log.args as { guid: Hex; dstEid: number; amountSentLD: bigint };
      this.sent.set(guid, { guid, eid: dstEid, amount: amountSentLD, transaction });
    } else if (log.eventName === 'OFTReceived') {
      const { guid, srcEid, amountReceivedLD } = log.args as { guid: Hex; srcEid: number; amountReceivedLD: bigint };
      this.received.set(guid, { guid, eid: srcEid, amount: amountReceivedLD, transaction });
    } else if (log.eventName === 'TransferWaiting') {
      const args = log.args as { id: bigint; eid: number; direction: number; amount: bigint; guid: Hex };
      if (args.direction !== ARRIVES) return;
      this.#eidOf.set(args.id, args.eid);
      this.received.set(args.guid, { guid: args.guid, eid: args.eid, amount: args.amount, transaction });
    } else {
      const { id, to, amount } = log.args as { id: bigint; to: Address; amount: bigint };
      const eid = this.#eidOf.get(id);
      if (to !== zeroAddress || eid === undefined) return;
      this.#refusedOf.set(eid, this.refusedFrom(eid) + amount);
    }
  }

  refusedFrom(eid: number): bigint {
    return this.#refusedOf.get(eid) ?? 0n;
  }

  /** Waiting transfers that could be released or delivered now. */
  async due(): Promise<DueTransfer[]> {
    const contract = { address: this.address, abi: cptBridgeAbi } as const;
    const count = await this.client.readContract({ ...contract, functionName: 'waitingCount' });
    const ids: bigint[] = [];
    for (let id = this.#firstOpen; id <= count; id++) ids.push(id);
    const found = await Promise.all(
      ids.map(async (id) => {
        const [{ status, direction }, amount] = await Promise.all([
          this.client.readContract({ ...contract, functionName: 'waiting', args: [id] }),
          this.client.readContract({ ...contract, functionName: 'due', args: [id] }),
        ]);
        return { id, isOver: status >= OVER, leaves: direction !== ARRIVES, amount };
      }),
    );
    this.#firstOpen = found.find(({ isOver }) => !isOver)?.id ?? count + 1n;
    return found.filter(({ amount }) => amount > 0n);
  }

  /** At home: CPT locked for a chain. */
  lockedFor(eid: number, blockNumber: bigint): Promise<bigint> {
    return this.client.readContract({
      address: this.address,
      abi: cptBridgeAbi,
      functionName: 'locked',
      args: [eid],
      blockNumber,
    });
  }

  /** On a remote chain: what circulates, and what has arrived and is not minted yet. */
  async circulating(blockNumber: bigint): Promise<{ supply: bigint; arriving: bigint }> {
    const contract = { address: this.address, abi: bridgedCptAbi, blockNumber } as const;
    const [supply, [, arriving]] = await Promise.all([
      this.client.readContract({ ...contract, functionName: 'totalSupply' }),
      this.client.readContract({ ...contract, functionName: 'totalWaiting' }),
    ]);
    return { supply, arriving };
  }

  /** The packet of a message that left here, with the chain second at which it did. */
  async packetOf({ guid, transaction }: SeenMessage): Promise<{ packet: Packet; at: bigint } | undefined> {
    const receipt = await this.client.getTransactionReceipt({ hash: transaction });
    const packet = packetsIn(receipt.logs).find((candidate) => candidate.guid === guid);
    if (packet === undefined) return undefined;
    const { timestamp } = await this.client.getBlock({ blockNumber: receipt.blockNumber });
    return { packet, at: timestamp };
  }

  async now(): Promise<bigint> {
    return (await this.client.getBlock()).timestamp;
  }

  /** Whether its DVNs have vouched for a packet that has not been delivered here. */
  async holds(packet: Packet): Promise<boolean> {
    const { receiver, srcEid, sender, nonce, payloadHash } = packet;
    const waiting = await this.client.readContract({
      address: await this.endpoint(),
      abi: layerZeroEndpointAbi,
      functionName: 'inboundPayloadHash',
      args: [receiver, srcEid, sender, nonce],
    });
    return waiting === payloadHash;
  }
}
