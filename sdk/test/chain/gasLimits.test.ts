import { createWalletClient, custom, publicActions } from 'viem';
import { foundry } from 'viem/chains';
import { describe, expect, test } from 'vitest';
import {
  type ContractCall,
  createLockCall,
  cyberplazaActions,
  delegateCall,
  increaseLockCall,
  parseCpt,
  setAutoRenewCall,
  WEEK,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const YEAR = 31_536_000n;
const staker = account('staker', 0);
const first = account('staker', 1);
const second = account('staker', 2);
const lock = { amount: parseCpt('10'), duration: YEAR };

const world = useWorld(async (w) => {
  for (const who of [staker, first]) {
    await w.fund(who.address, { cpt: parseCpt('1000000') });
    await w.approve(who, 'CPT', w.contracts.VotingEscrow);
  }
  // The clock stands still, for estimates too, but where a test moves it.
  await w.chain.setBlockTimestampInterval({ interval: 0 });
});

const calls: Readonly<Record<string, (lockId: bigint) => ContractCall>> = {
  createLock: () => createLockCall(world.current.deployment, lock),
  increaseLock: (lockId) => increaseLockCall(world.current.deployment, { owner: staker.address, lockId, amount: 1n }),
  setAutoRenew: (lockId) => setAutoRenewCall(world.current.deployment, { lockId, enabled: true }),
  delegate: () => delegateCall(world.current.deployment, { delegatee: second.address }),
};

/** The client of a dApp on a chain that mines *gap* seconds after the newest block what reaches it. */
function slowClient(gap: bigint) {
  const { chain, deployment } = world.current;
  const request = async (asked: { method: string; params?: unknown }): Promise<unknown> => {
    if (asked.method === 'eth_sendRawTransaction') {
      await chain.setNextBlockTimestamp({ timestamp: (await world.current.now()) + gap });
    }
    return chain.request(asked as never);
  };
  return createWalletClient({ account: staker, chain: foundry, transport: custom({ request }), pollingInterval: 10 })
    .extend(publicActions)
    .extend(cyberplazaActions({ deployment }));
}

describe('what is estimated in the second of the last change is enough', () => {
  for (const [later, gap] of [
    ['a second', 1n],
    ['a week', WEEK],
  ] as const) {
    for (const [name, callOf] of Object.entries(calls)) {
      test(`${name}, mined ${later} later`, async () => {
        const client = world.current.client(staker);
        // All that a change of a lock writes has an entry of this second: the staker's books, the whole's, the delegate's.
        await (await world.current.client(first).createLock(lock)).wait();
        const { lockId } = await (await client.createLock(lock)).wait();
        await (await client.delegate({ delegatee: first.address })).wait();
        const call = callOf(lockId);
        const estimate = await client.estimateGas({ account: staker, to: call.to, data: call.data });
        const { receipt } = await (await slowClient(gap).sendCall({ call })).wait();
        expect(receipt.gasUsed > estimate).toBe(true);
      });
    }
  }
});
