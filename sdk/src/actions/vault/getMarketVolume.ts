import { vaultAbi } from '../../abis/Vault.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getMarketVolume}. */
export interface GetMarketVolumeParameters extends ReadOptions {
  /** Strictly past; whole UTC days that had ended count. Absent: up to now. */
  timestamp?: bigint | undefined;
}

/**
 * The market's own GMV, USDC units. SPEC RWD 1.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getMarketVolume({});
 */
export async function getMarketVolume(client: AnyClient, parameters: GetMarketVolumeParameters = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  const contract = { address: contracts.Vault, abi: vaultAbi, blockNumber: parameters.blockNumber } as const;
  return parameters.timestamp === undefined
    ? read(client, { ...contract, functionName: 'totalVolume' })
    : read(client, { ...contract, functionName: 'volumeAt', args: [parameters.timestamp] });
}
