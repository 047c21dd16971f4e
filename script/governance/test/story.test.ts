import {
  executeProposal,
  openJob,
  type Proposal,
  ProposalState,
  queueProposal,
  registerDeployment,
} from '@cyberplaza/sdk';
import { parseEther, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { Clock } from '../../devnet/src/chain/clock.js';
import { World as Town } from '../../devnet/src/chain/world.js';
import { SAFE_OWNERS } from '../../devnet/src/seed/safes.js';
import { VOTERS, VOTERS_CPT } from '../../devnet/src/seed/voters.js';
import { pauseTheMarket, payForServers, upgradeTheVault } from '../../devnet/src/stories/governance/safes.js';
import type { Stage } from '../../devnet/src/stories/governance/stage.js';
import { voteOnTheFee } from '../../devnet/src/stories/governance/vote.js';
import { Seen } from '../../devnet/src/stories/story.js';
import { anyone } from './support.js';

const GAS_MONEY = parseEther('100');

let providerId = 0;
let listingId = 0;

/** The devnet's story (SPEC GOV 1 and 2) on a bare chain: no keeper, no agent, no index; everything else is the same. */
const world = useWorld(async (w) => {
  registerDeployment(w.deployment);
  await w.publishPrices();
  providerId = await w.provider(0);
  listingId = await w.listing(0, providerId);
  await w.buyer(0);
  await w.fund(anyone.address);
  for (const { address } of VOTERS) await w.fund(address, { cpt: VOTERS_CPT });
  for (const { address } of SAFE_OWNERS) await w.chain.setBalance({ address, value: GAS_MONEY });
});

function stage(seen: Seen): Stage {
  const w = world.current;
  const town = new Town(w.url, w.deployment);
  const relayer = town.wallet(anyone);
  const wait = { pollingInterval: 10 };
  return {
    world: town,
    clock: new Clock(w.url),
    seen,
    say: () => undefined,
    shop: { listingId, fee: 'ordinaryFeeBps' },
    freshen: async () => {
      await w.publishPrices();
      await (await w.client(anyone).refreshProvider({ providerId })).wait();
    },
    runJob: async () => {
      const job = { listingId, units: 1, duration: 3_600, specHash: zeroHash };
      return (await (await openJob(town.wallet(account('buyer', 0)), job)).wait(wait)).jobId;
    },
    carryOut: async (proposal: Proposal, _: bigint, to: ProposalState) => {
      const carry = to === ProposalState.Queued ? queueProposal : executeProposal;
      await (await carry(relayer, { proposal })).wait(wait);
    },
  };
}

describe('the story', () => {
  test.each([
    ['voters lower the fee, the council vetoes an attempt at the upgrades', voteOnTheFee, 11],
    ['7 of 9 upgrade a contract after 48 hours', upgradeTheVault, 7],
    ['4 of 9 may not pay 100,001 USDC, 5 of 9 may', payForServers, 7],
    ['3 of 5 pause the market, withdrawals still work, and the pause lapses', pauseTheMarket, 5],
  ])('%s', async (_, play, shown) => {
    const seen = new Seen();
    await play(stage(seen));
    expect(seen.lines.filter(({ holds }) => !holds)).toEqual([]);
    expect(seen.lines).toHaveLength(shown);
  });
});
