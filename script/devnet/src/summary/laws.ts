import type { World } from '../chain/world.js';
import type { Totals } from './totals.js';

/** The conservation laws that the run's totals must obey, worded for the reader. */
export async function checkLaws(
  world: World,
  chain: Totals,
  block: bigint,
): Promise<{ law: string; holds: boolean }[]> {
  const [vaultUsdc, uncollected] = await Promise.all([
    world.reader.readContract({
      address: world.address('USDC'),
      abi: world.abi('USDC'),
      functionName: 'balanceOf',
      args: [world.address('Vault')],
      blockNumber: block,
    }),
    world.reader.readContract({
      address: world.address('Vault'),
      abi: world.abi('Vault'),
      functionName: 'totalUncollectedRevenue',
      blockNumber: block,
    }),
  ]);
  return [
    {
      law: 'C: vault USDC = available + in escrow + uncollected revenue',
      holds: vaultUsdc === chain.vaultAvailable + chain.held + uncollected,
    },
    {
      law: 'D: paid + fees + refunded + held = escrowed',
      holds: chain.paid + chain.fees + chain.refunded + chain.held === chain.escrowed,
    },
    {
      law: 'E: revenue received = distributed + undistributed',
      holds: chain.revenueReceived === chain.revenueDistributed + chain.revenueUndistributed,
    },
    { law: 'F: staking rewards claimed ≤ added', holds: chain.rewardsClaimed <= chain.rewardsAdded },
  ];
}
