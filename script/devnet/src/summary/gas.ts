import { type Abi, type Hex, toFunctionSelector } from 'viem';
import type { ContractName, World } from '../chain/world.js';

export interface GasRow {
  operation: string;
  count: number;
  min: bigint;
  mean: bigint;
  max: bigint;
}

const SHOWN: readonly Exclude<ContractName, 'FundHolder'>[] = [
  'Vault',
  'JobMarket',
  'VotingEscrow',
  'StakingRewards',
  'RevenueRouter',
  'ComputePriceOracle',
];
/** setting things up is not what users pay for */
const GOVERNED = /^(set[A-Z]|add[A-Z])/;
const BLOCKS_AT_ONCE = 200n;

/** Gas of every successful call of the run, by function, as the receipts say. */
export async function gasByOperation(world: World, from: bigint, to: bigint): Promise<GasRow[]> {
  const names = new Map<string, string>();
  for (const contract of SHOWN) {
    for (const item of world.abi(contract) as Abi) {
      if (item.type !== 'function' || GOVERNED.test(item.name)) continue;
      names.set(`${world.address(contract).toLowerCase()}:${toFunctionSelector(item)}`, `${contract}.${item.name}`);
    }
  }
  const used = new Map<string, bigint[]>();
  for (let start = from; start <= to; start += BLOCKS_AT_ONCE) {
    const end = start + BLOCKS_AT_ONCE - 1n < to ? start + BLOCKS_AT_ONCE - 1n : to;
    const numbers = Array.from({ length: Number(end - start) + 1 }, (_, i) => start + BigInt(i));
    await Promise.all(
      numbers.map(async (blockNumber) => {
        const block = await world.reader.getBlock({ blockNumber, includeTransactions: true });
        for (const tx of block.transactions) {
          const name = names.get(`${tx.to ?? ''}:${tx.input.slice(0, 10) as Hex}`);
          if (!name) continue;
          const receipt = await world.reader.getTransactionReceipt({ hash: tx.hash });
          if (receipt.status === 'success') used.set(name, [...(used.get(name) ?? []), receipt.gasUsed]);
        }
      }),
    );
  }
  return [...used]
    .map(([operation, gas]) => {
      gas.sort((a, b) => (a < b ? -1 : 1));
      const mean = gas.reduce((a, b) => a + b, 0n) / BigInt(gas.length);
      return { operation, count: gas.length, min: gas.at(0) ?? 0n, mean, max: gas.at(-1) ?? 0n };
    })
    .sort((a, b) => a.operation.localeCompare(b.operation));
}
