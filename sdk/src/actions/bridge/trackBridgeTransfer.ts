import type { Hex } from 'viem';
import { getContractEvents, getTransactionReceipt } from 'viem/actions';
import { getAction } from 'viem/utils';
import type { cptBridgeAbi } from '../../abis/CPTBridge.js';
import { layerZeroEndpointAbi } from '../../abis/LayerZeroEndpoint.js';
import { type Packet, packetsIn } from '../../bridge/packet.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { UnknownTransferError } from '../../errors/bridge.js';
import { type BridgeOption, bridgeContract, bridgeOf, endpointOf } from '../internal/bridge.js';
import { read } from '../internal/read.js';
import type { AnyClient } from '../internal/types.js';
import { getWaitingTransfer } from './getWaitingTransfer.js';
import { BridgeDirection, BridgeStage, WaitingStatus } from './types.js';

/** Parameters of {@link trackBridgeTransfer}. */
export type TrackBridgeTransferParameters = BridgeOption & {
  /** A client of the chain it goes to. */
  destination: AnyClient;
  /** The contracts there; by default those registered for that client's chain. */
  destinationDeployment?: BridgeDeployment | undefined;
  /** Where to begin reading events, on either chain; the deployment's first block by default. */
  fromBlock?: bigint | undefined;
  destinationFromBlock?: bigint | undefined;
} & (
    | { /** Of the message, from sendToChain. */ guid: Hex }
    | { /** Of a transfer that waits to leave, from sendToChain. */ waitingId: bigint }
  );

/** Where a transfer is. */
export interface BridgeTransfer {
  stage: BridgeStage;
  /** Of the message, once there is one. */
  guid?: Hex | undefined;
  packet?: Packet | undefined;
  /** Of what waits: at the source for Held and Refunded, at the destination for the rest. */
  waitingId?: bigint | undefined;
  /** First second at which it may go on, of what waits. */
  readyAt?: number | undefined;
  /** CPT units that still wait. */
  left?: bigint | undefined;
}

interface Side {
  client: AnyClient;
  deployment: BridgeDeployment;
  fromBlock: bigint;
}

/**
 * Follows a transfer across both chains; the client is of the chain it comes from. SPEC BRG 2.
 *
 * @throws UnknownTransferError
 *
 * @example
 * const { stage } = await client.trackBridgeTransfer({ destination, guid });
 */
export async function trackBridgeTransfer(
  client: AnyClient,
  parameters: TrackBridgeTransferParameters,
): Promise<BridgeTransfer> {
  const source = await sideOf(client, parameters.deployment, parameters.fromBlock);
  if ('guid' in parameters) return onItsWay(source, parameters, parameters.guid);
  const id = parameters.waitingId;
  const { status, direction, readyAt, amount } = await getWaitingTransfer(client, { ...source, id });
  if (status === WaitingStatus.None || direction !== BridgeDirection.Out) throw new UnknownTransferError(String(id));
  if (status === WaitingStatus.Waiting) return { stage: BridgeStage.Held, waitingId: id, readyAt, left: amount };
  if (status === WaitingStatus.Refunded) return { stage: BridgeStage.Refunded, waitingId: id };
  const [released] = await events(source, 'TransferReleased', { id });
  if (!released?.args.guid) throw new UnknownTransferError(String(id));
  return onItsWay(source, parameters, released.args.guid);
}

async function onItsWay(source: Side, parameters: TrackBridgeTransferParameters, guid: Hex): Promise<BridgeTransfer> {
  const [sent] = await events(source, 'OFTSent', { guid });
  if (!sent) throw new UnknownTransferError(guid);
  const hash = sent.transactionHash;
  const receipt = await getAction(source.client, getTransactionReceipt, 'getTransactionReceipt')({ hash });
  const packet = packetsIn(receipt.logs).find((candidate) => candidate.guid === guid);
  if (!packet) throw new UnknownTransferError(guid);
  const { destination, destinationDeployment, destinationFromBlock } = parameters;
  const target = await sideOf(destination, destinationDeployment, destinationFromBlock);
  const found = { guid, packet };
  const waits = (await events(target, 'TransferWaiting', { eid: packet.srcEid })).find(
    ({ args }) => args.guid === guid,
  );
  if (waits?.args.id !== undefined) {
    const id = waits.args.id;
    const waiting = await getWaitingTransfer(destination, { deployment: target.deployment, id });
    const stage = STAGE_OF_ARRIVAL[waiting.status];
    return { ...found, stage, waitingId: id, readyAt: waiting.readyAt, left: waiting.amount };
  }
  if ((await events(target, 'OFTReceived', { guid })).length > 0) return { ...found, stage: BridgeStage.Delivered };
  return { ...found, stage: await beforeArrival(target, packet) };
}

const STAGE_OF_ARRIVAL: Record<WaitingStatus, BridgeStage> = {
  [WaitingStatus.None]: BridgeStage.Waiting,
  [WaitingStatus.Waiting]: BridgeStage.Waiting,
  [WaitingStatus.Vetoed]: BridgeStage.Vetoed,
  [WaitingStatus.Done]: BridgeStage.Delivered,
  [WaitingStatus.Refunded]: BridgeStage.Refunded,
  [WaitingStatus.Refused]: BridgeStage.Refused,
};

async function beforeArrival(target: Side, packet: Packet): Promise<BridgeStage> {
  const { client, deployment, fromBlock } = target;
  const address = await endpointOf(client, deployment);
  const { receiver, srcEid, sender, nonce, payloadHash, guid } = packet;
  const verified = await read(client, {
    address,
    abi: layerZeroEndpointAbi,
    functionName: 'inboundPayloadHash',
    args: [receiver, srcEid, sender, nonce],
  });
  if (verified !== payloadHash) return BridgeStage.Sent;
  const alerts = await getAction(
    client,
    getContractEvents,
    'getContractEvents',
  )({ address, abi: layerZeroEndpointAbi, eventName: 'LzReceiveAlert', args: { receiver }, fromBlock, strict: true });
  return alerts.some(({ args }) => args.guid === guid) ? BridgeStage.Failed : BridgeStage.Verified;
}

async function sideOf(client: AnyClient, given: BridgeDeployment | undefined, from: bigint | undefined): Promise<Side> {
  const deployment = await bridgeOf(client, { deployment: given });
  return { client, deployment, fromBlock: from ?? BigInt(deployment.startBlock) };
}

function events<name extends 'OFTSent' | 'OFTReceived' | 'TransferReleased' | 'TransferWaiting'>(
  { client, deployment, fromBlock }: Side,
  eventName: name,
  args: object,
) {
  return getAction(
    client,
    getContractEvents,
    'getContractEvents',
  )({ ...bridgeContract(deployment), eventName, args: args as never, fromBlock }) as ReturnType<
    typeof getContractEvents<undefined, typeof cptBridgeAbi, name>
  >;
}
