import { treasuryAbi } from '../../abis/Treasury.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { TreasuryBudget, type TreasuryStatus } from './types.js';

/**
 * The treasury's budgets and what four signers may still pay today. SPEC GOV 2.
 *
 * @example
 * const { balances, dailyLeft } = await client.getTreasury();
 * const team = balances[TreasuryBudget.Team];
 */
export async function getTreasury(client: AnyClient, parameters: ReadOptions = {}): Promise<TreasuryStatus> {
  const { contracts } = await deploymentOf(client, parameters);
  const treasury = { address: contracts.Treasury, abi: treasuryAbi, blockNumber: parameters.blockNumber } as const;
  const [balances, shares, unallocated, streaming, dailyLimit, dailyLeft] = await Promise.all([
    Promise.all(
      Object.values(TreasuryBudget).map((budget) =>
        read(client, { ...treasury, functionName: 'balanceOf', args: [budget] }),
      ),
    ),
    read(client, { ...treasury, functionName: 'shares' }),
    read(client, { ...treasury, functionName: 'unallocated' }),
    read(client, { ...treasury, functionName: 'streaming' }),
    read(client, { ...treasury, functionName: 'dailyLimit' }),
    read(client, { ...treasury, functionName: 'dailyLeft' }),
  ]);
  return { balances, shares, unallocated, streaming, dailyLimit, dailyLeft };
}
