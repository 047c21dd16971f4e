import {
  signAndExecute as execute,
  type SafeCall,
  type SafePlan,
  safeKit,
  safeTransaction,
} from '@cyberplaza/governance';
import type { HDAccount, Hex } from 'viem';
import { account, keyOf } from '../accounts.js';
import type { World } from '../chain/world.js';

/** Whoever owns a part of a Safe of governed.json. */
export const SAFE_OWNERS: readonly HDAccount[] = Array.from({ length: 32 }, (_, n) => account('safeOwner', n));

/** What a plan says, signed by so many owners with Safe's own SDK, executed by the last of them. */
export function signPlan(world: World, planned: SafePlan, index: number, signers = planned.threshold): Promise<Hex> {
  const { transaction } = planned.transactions[index] ?? fail(`the plan has no transaction ${index}`);
  const keys = keysOf(planned.owners).slice(0, signers);
  return execute(world.rpcUrl, world.deployment, planned.safe, transaction, keys);
}

/** Calls of a Safe, all or none, signed by as many owners as it asks for. */
export async function bySafe(world: World, name: string, calls: readonly SafeCall[]): Promise<Hex> {
  const safe = world.deployment.safes[name] ?? fail(`the deployment has no Safe ${name}`);
  const kit = await safeKit(world.rpcUrl, world.deployment, safe);
  const [nonce, threshold, owners] = [await kit.getNonce(), await kit.getThreshold(), await kit.getOwners()];
  const transaction = await safeTransaction(kit, world.deployment, calls, nonce);
  return execute(world.rpcUrl, world.deployment, safe, transaction, keysOf(owners).slice(0, threshold));
}

function keysOf(owners: readonly string[]): Hex[] {
  return owners.map((owner) =>
    keyOf(SAFE_OWNERS.find(({ address }) => address === owner) ?? fail(`nobody has ${owner}'s key`)),
  );
}

function fail(what: string): never {
  throw new Error(what);
}
