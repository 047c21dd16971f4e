import { type Address, hexToString } from 'viem';
import type { ContractName, World } from '../chain/world.js';
import { eventsOf, sum } from './history.js';
import type { Totals } from './totals.js';

const SETTLED = 6;
const REFUNDED = 7;

/** The chain's own word: contract state and token balances, and the vault's events for what flowed. */
export async function chainTotals(world: World, block: bigint): Promise<Totals> {
  const read = <T>(
    name: Exclude<ContractName, 'FundHolder'>,
    functionName: string,
    args: readonly unknown[] = [],
  ): Promise<T> =>
    world.reader.readContract({
      address: world.address(name),
      abi: world.abi(name),
      functionName,
      args,
      blockNumber: block,
    } as never) as Promise<T>;

  const vault = await eventsOf(world, 'Vault', block);
  const accounts = new Set<Address>();
  for (const { args } of vault) {
    for (const key of ['account', 'payer', 'payee'])
      if (typeof args[key] === 'string') accounts.add(args[key] as Address);
  }
  const ledgers = await Promise.all(
    [...accounts].map((a) => read<{ available: bigint; escrowed: bigint }>('Vault', 'accountOf', [a])),
  );
  const jobCount = await read<bigint>('JobMarket', 'jobCount');
  const states = await Promise.all(
    Array.from({ length: Number(jobCount) }, (_, i) => read<{ state: number }>('JobMarket', 'job', [BigInt(i + 1)])),
  );
  const split = await read<{ name: `0x${string}`; account: Address }[]>('RevenueRouter', 'destinations');
  const shares = await Promise.all(split.map(({ account }) => read<bigint>('RevenueRouter', 'distributed', [account])));
  const claimed = sum(await eventsOf(world, 'StakingRewards', block), 'Claimed', 'amount');

  return {
    jobsOpened: jobCount,
    jobsSettled: BigInt(states.filter(({ state }) => state === SETTLED).length),
    jobsRefunded: BigInt(states.filter(({ state }) => state === REFUNDED).length),
    escrowed: sum(vault, 'Escrowed', 'amount'),
    paid: sum(vault, 'Released', 'toPayee'),
    fees: sum(vault, 'Released', 'fee'),
    refunded: sum(vault, 'Released', 'refund'),
    held: ledgers.reduce((total, { escrowed }) => total + escrowed, 0n),
    volume: await read<bigint>('Vault', 'totalVolume'),
    vaultAvailable: ledgers.reduce((total, { available }) => total + available, 0n),
    revenueReceived: await read<bigint>('RevenueRouter', 'totalReceived'),
    revenueDistributed: shares.reduce((total, share) => total + share, 0n),
    revenueUndistributed: await read<bigint>('RevenueRouter', 'undistributed'),
    rewardsAdded: (await read<bigint>('USDC', 'balanceOf', [world.address('StakingRewards')])) + claimed,
    rewardsClaimed: claimed,
    cptLocked: await read<bigint>('CPT', 'balanceOf', [world.address('VotingEscrow')]),
    veSupply: await read<bigint>('VotingEscrow', 'totalSupply'),
    destinations: Object.fromEntries(split.map(({ name }, i) => [hexToString(name, { size: 32 }), shares[i] ?? 0n])),
  };
}
