import { type Address, pad } from 'viem';
import { getChainId } from 'viem/actions';
import { getAction } from 'viem/utils';
import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import { getBridgeDeployment } from '../../deployments/registry.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { NoBridgeError } from '../../errors/bridge.js';
import { read } from './read.js';
import type { AnyClient, ReadOptions, WriteOptions } from './types.js';

/** What actions of either end of the bridge take: the contracts at home, or those of a remote chain. */
export interface BridgeOption {
  deployment?: BridgeDeployment | undefined;
}

/** As ReadOptions, on either side. */
export interface BridgeReadOptions extends Omit<ReadOptions, 'deployment'>, BridgeOption {}

/** As WriteOptions, on either side. */
export interface BridgeWriteOptions extends Omit<WriteOptions, 'deployment'>, BridgeOption {}

/** The contracts named in the call, or those registered for the client's chain, home or remote. */
export async function bridgeOf(client: AnyClient, options: BridgeOption): Promise<BridgeDeployment> {
  if (options.deployment) return options.deployment;
  return getBridgeDeployment(client.chain?.id ?? (await getAction(client, getChainId, 'getChainId')({})));
}

/**
 * The bridge's end on a chain: CPTBridge at home, the token itself on a remote chain.
 *
 * @throws NoBridgeError
 *
 * @example
 * bridgeAddress(getBridgeDeployment(1));
 */
export function bridgeAddress({ chainId, contracts }: BridgeDeployment): Address {
  const address = 'BridgedCPT' in contracts ? contracts.BridgedCPT : contracts.CPTBridge;
  if (address === undefined) throw new NoBridgeError(chainId);
  return address;
}

/** What both ends have in common. */
export function bridgeContract(deployment: BridgeDeployment) {
  return { address: bridgeAddress(deployment), abi: cptBridgeAbi } as const;
}

export function endpointOf(client: AnyClient, deployment: BridgeDeployment): Promise<Address> {
  return read(client, { ...bridgeContract(deployment), functionName: 'endpoint' });
}

/** A transfer as the OFT standard wants it; composed messages the bridge refuses. */
export function sendParam(transfer: { eid: number; to: Address; amount: bigint; minAmount?: bigint | undefined }) {
  return {
    dstEid: transfer.eid,
    to: pad(transfer.to, { size: 32 }),
    amountLD: transfer.amount,
    minAmountLD: transfer.minAmount ?? crossingAmount(transfer.amount),
    extraOptions: '0x',
    composeMsg: '0x',
    oftCmd: '0x',
  } as const;
}

/** CPT crosses with 6 decimals. */
const CROSSING_UNIT = 10n ** 12n;

/**
 * What of an amount crosses: the dust below 1e12 stays with its sender. SPEC BRG 1.
 *
 * @example
 * crossingAmount(1_500_000_000_000n); // 1_000_000_000_000n
 */
export function crossingAmount(amount: bigint): bigint {
  return amount - (amount % CROSSING_UNIT);
}

/** From the 6 decimals that cross to CPT's 18. */
export function fromCrossing(units: number | bigint): bigint {
  return BigInt(units) * CROSSING_UNIT;
}
