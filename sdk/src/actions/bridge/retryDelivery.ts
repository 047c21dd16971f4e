import type { Address } from 'viem';
import { layerZeroEndpointAbi } from '../../abis/LayerZeroEndpoint.js';
import type { Packet } from '../../bridge/packet.js';
import { type BridgeWriteOptions, bridgeOf, endpointOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link retryDelivery}. */
export interface RetryDeliveryParameters {
  /** From trackBridgeTransfer, or packetsIn the sender's receipt. */
  packet: Pick<Packet, 'srcEid' | 'sender' | 'nonce' | 'receiver' | 'guid' | 'message'>;
}

/** The call behind {@link retryDelivery}, for other transaction engines. */
export function retryDeliveryCall(endpoint: Address, { packet }: RetryDeliveryParameters): ContractCall {
  const { srcEid, sender, nonce, receiver, guid, message } = packet;
  return contractCall({
    address: endpoint,
    abi: layerZeroEndpointAbi,
    functionName: 'lzReceive',
    args: [{ srcEid, sender, nonce }, receiver, guid, message, '0x'],
  });
}

/**
 * Delivers a message on its destination that its DVNs have vouched for and no executor has brought, or with too little gas.
 * Caller: anyone. It can arrive only once. SPEC BRG 2.
 *
 * @throws UnknownRevertError
 *
 * @example
 * const { stage, packet } = await client.trackBridgeTransfer({ destination, guid });
 * if (packet && (stage === 'Verified' || stage === 'Failed')) await destination.retryDelivery({ packet });
 */
export async function retryDelivery(
  client: AnyClient,
  parameters: RetryDeliveryParameters & BridgeWriteOptions,
): Promise<WriteResult> {
  const endpoint = await endpointOf(client, await bridgeOf(client, parameters));
  return write(client, retryDeliveryCall(endpoint, parameters), { ...parameters, deployment: undefined }, noOutcome);
}
