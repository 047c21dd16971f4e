import { type Address, erc20Abi } from 'viem';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTokenBalances}. */
export interface GetTokenBalancesParameters extends ReadOptions {
  account: Address;
}

/**
 * CPT and USDC in an account's wallet. SPEC TOK 1.
 *
 * @example
 * const { cpt, usdc } = await client.getTokenBalances({ account });
 */
export async function getTokenBalances(
  client: AnyClient,
  parameters: GetTokenBalancesParameters,
): Promise<{ cpt: bigint; usdc: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = [contracts.CPT, contracts.USDC].map((address) => ({
    address,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [parameters.account],
  }));
  const [cpt, usdc] = (await readMany(client, calls, parameters)) as [bigint, bigint];
  return { cpt, usdc };
}
