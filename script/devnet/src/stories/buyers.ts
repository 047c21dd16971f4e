import { deposit, getVaultAccount } from '@cyberplaza/sdk';
import { type Account, type Address, maxUint256 } from 'viem';
import { account } from '../accounts.js';
import type { World } from '../chain/world.js';

/** USDC on somebody's platform balance. */
export async function fundBalance(world: World, holder: Account, amount: bigint): Promise<void> {
  await world.send(account('deployer'), 'USDC', 'mint', [holder.address, amount]);
  await world.send(holder, 'USDC', 'approve', [world.address('Vault'), maxUint256]);
  await (await deposit(world.wallet(holder), { amount })).wait();
}

export const available = async (world: World, holder: Address): Promise<bigint> =>
  (await getVaultAccount(world.reader, { account: holder })).available;
