import type { Address } from 'viem';
import { type BridgeReadOptions, bridgeContract, bridgeOf, crossingAmount, sendParam } from '../internal/bridge.js';
import { read } from '../internal/read.js';
import type { AnyClient } from '../internal/types.js';
import type { BridgeQuote } from './types.js';

/** Parameters of {@link quoteBridge}. */
export interface QuoteBridgeParameters extends BridgeReadOptions {
  /** LayerZero's id of the destination, see EndpointId. */
  eid: number;
  /** Who receives it there. */
  to: Address;
  /** CPT units. */
  amount: bigint;
}

/**
 * What sending CPT to another chain costs, and whether it would wait. SPEC BRG 2.
 *
 * @throws NoPeerError
 *
 * @example
 * const { fee, waits, most } = await client.quoteBridge({ eid: EndpointId.Ethereum, to, amount });
 */
export async function quoteBridge(client: AnyClient, parameters: QuoteBridgeParameters): Promise<BridgeQuote> {
  const contract = bridgeContract(await bridgeOf(client, parameters));
  const { eid, blockNumber } = parameters;
  const amount = crossingAmount(parameters.amount);
  const [{ nativeFee }, [atOnce, most]] = await Promise.all([
    read(client, { ...contract, functionName: 'quoteSend', args: [sendParam(parameters), false], blockNumber }),
    read(client, { ...contract, functionName: 'sendable', args: [eid], blockNumber }),
  ]);
  return { amount, fee: nativeFee, waits: amount > atOnce && amount <= most, atOnce, most };
}
