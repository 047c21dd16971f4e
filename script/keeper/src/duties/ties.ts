import { bondDelegationAbi, meterQuorumAbi, providerRegistryAbi } from '@cyberplaza/sdk/abis';
import { type AbiEvent, type Address, encodeFunctionData, getAbiItem } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { addressValue, LogFollower, learned } from '../kit/index.js';

const LOST_RACES = ['TieKnown', 'NotTied', 'UnknownSigner'];

interface Tie {
  signer: Address;
  providerId: number;
}

/**
 * Proves ties of meters to providers that the chain shows, so that such a meter no longer counts for that provider's jobs: its
 * signer or operator owns the provider, is its payout, or has a stake in its bond.
 */
export function tiesDuty({ chain, clock, engine, keep, market }: KeeperContext): Duty {
  const { BondDelegation, MeterQuorum, ProviderRegistry } = chain.deployment.contracts;
  const quorum = { address: MeterQuorum, abi: meterQuorumAbi } as const;
  const registry = { address: ProviderRegistry, abi: providerRegistryAbi } as const;
  const { client } = chain;

  /** Who ever delegated, by provider. Whether it still does is asked of the chain. */
  const delegators = new Map<number, Set<Address>>();
  const follower = new LogFollower({
    client,
    address: BondDelegation,
    events: [getAbiItem({ abi: bondDelegationAbi, name: 'Delegated' }) as AbiEvent],
    fromBlock: BigInt(chain.deployment.startBlock),
    ...keep('ties'),
    learned: learned(
      z.array(z.tuple([z.number(), z.array(addressValue)])),
      (saved) => {
        for (const [providerId, accounts] of saved) delegators.set(providerId, new Set(accounts));
      },
      () => [...delegators].map(([providerId, accounts]) => [providerId, [...accounts]]),
    ),
  });
  const follow = () =>
    follower.advance(clock.now.block, (logs) => {
      for (const { args } of logs) {
        const { providerId, delegator } = args as unknown as { providerId: number; delegator: Address };
        const known = delegators.get(providerId) ?? new Set();
        delegators.set(providerId, known.add(delegator));
      }
    });

  const stakesIn = async (providerId: number): Promise<Set<Address>> => {
    const [owner, payout] = await Promise.all([
      client.readContract({ ...registry, functionName: 'ownerOf', args: [providerId] }),
      client.readContract({ ...registry, functionName: 'payoutOf', args: [providerId] }),
    ]);
    return new Set([owner, payout, ...(delegators.get(providerId) ?? [])]);
  };
  const isUnproven = async ({ signer, providerId }: Tie, operator: Address): Promise<boolean> => {
    const source = await client.readContract({ ...quorum, functionName: 'tieSource' });
    const tied = (account: Address) =>
      client.readContract({
        address: source,
        abi: bondDelegationAbi,
        functionName: 'isTied',
        args: [account, providerId],
      });
    const known = await client.readContract({ ...quorum, functionName: 'isTied', args: [signer, providerId] });
    return !known && ((await tied(signer)) || (await tied(operator)));
  };

  const unproven = async (): Promise<Tie[]> => {
    await follow();
    const signers = await client.readContract({ ...quorum, functionName: 'meters' });
    const meters = await Promise.all(
      signers.map(async (signer) => {
        const { operator } = await client.readContract({ ...quorum, functionName: 'meter', args: [signer] });
        return { signer, operator };
      }),
    );
    const found: Tie[] = [];
    for (const providerId of new Set([...market.providers.keys(), ...delegators.keys()])) {
      const stakes = await stakesIn(providerId);
      for (const { signer, operator } of meters) {
        const tie = { signer, providerId };
        if ((stakes.has(signer) || stakes.has(operator)) && (await isUnproven(tie, operator))) found.push(tie);
      }
    }
    return found;
  };
  const proveCall = ({ signer, providerId }: Tie) => ({
    to: MeterQuorum,
    data: encodeFunctionData({ abi: meterQuorumAbi, functionName: 'proveTie', args: [signer, providerId] }),
    label: `prove the tie of meter ${signer} to provider ${providerId}`,
    key: `tie:${signer}:${providerId}`,
  });

  return {
    name: 'ties',
    description: 'proves ties of meters to providers that the chain shows',
    schedule: '45 */5 * * * *',
    async check() {
      const ties = await unproven();
      return ties.length > 0 ? due(`${ties.length} ties of meters to prove`) : idle('no tie to prove');
    },
    async run() {
      const results: RunResult[] = [];
      for (const tie of await unproven()) results.push(await act(engine, proveCall(tie), LOST_RACES));
      return summarise(results);
    },
  };
}
