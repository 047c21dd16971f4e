import {
  confirmJob,
  getProposal,
  openJob,
  type Proposal,
  type ProposalState,
  refreshProvider,
  refreshStatus,
} from '@cyberplaza/sdk';
import { account } from '../../accounts.js';
import type { Played } from '../../market/play.js';
import type { Prepared } from '../../prepare.js';
import { publishPrices } from '../../seed/prices.js';
import type { SeededProvider } from '../../seed/providers.js';
import type { CarryOut } from '../../seed/voters.js';
import type { Stack } from '../../stack/stack.js';
import { describeJob, runToReport } from '../run.js';
import { Seen, type Story } from '../story.js';
import { pauseTheMarket, payForServers, upgradeTheVault } from './safes.js';
import type { Stage } from './stage.js';
import { voteOnTheFee } from './vote.js';
import { compareWitnesses } from './witnesses.js';

const HOUR = 3_600;

/** SPEC GOV 1 and 2 on a running market: voters, council and Safes, with their owners' real signatures. */
export async function governing(
  stack: Stack,
  prepared: Prepared,
  played: Played,
  say: (text: string) => void,
): Promise<Story> {
  const seen = new Seen();
  const stage = devnetStage(stack, prepared, played, seen, say);
  const decided = await voteOnTheFee(stage);
  const implementation = await upgradeTheVault(stage);
  await payForServers(stage);
  await pauseTheMarket(stage);
  say('asking subgraph, chain and SDK');
  await compareWitnesses(stack, seen, decided, implementation);
  return { title: 'Governance: voters, council and Safes', lines: seen.lines };
}

/** Whose jobs show the fee: somebody that sells by the hour, best one who pays the ordinary fee. */
export function shopOf({ providers }: Prepared): SeededProvider | undefined {
  const hourly = providers.filter(({ spec }) => spec.resource.endsWith('Hour'));
  return hourly.find(({ spec }) => spec.tier !== 'certified') ?? hourly[0];
}

/** The devnet's keeper carries out what passed. */
export function keeperOf({ world }: Stack, { observer }: Played): CarryOut {
  return (_: Proposal, proposalId: bigint, to: ProposalState) =>
    observer.waitFor(
      'the keeper to carry out what passed',
      async () => (await getProposal(world.reader, { proposalId })).state === to,
    );
}

function devnetStage(stack: Stack, prepared: Prepared, played: Played, seen: Seen, say: (text: string) => void): Stage {
  const { world, clock } = stack;
  const shop = shopOf(prepared);
  if (!shop) throw new Error('the story needs a provider that sells by the hour');
  const { providerId, listingId, spec } = shop;
  const buyer = world.wallet(account('buyer', 0));
  return {
    world,
    clock,
    seen,
    say,
    shop: { listingId, fee: spec.tier === 'certified' ? 'certifiedFeeBps' : 'ordinaryFeeBps' },
    freshen: async () => {
      await publishPrices(world, clock, prepared.prices);
      // The keeper may have seen the old prices a moment ago.
      await (await refreshStatus(world.wallet(account('relayer')))).wait();
      await (await refreshProvider(world.wallet(account('relayer')), { providerId })).wait();
    },
    runJob: async () => {
      const specHash = describeJob(prepared, 'at the price that was voted', HOUR);
      const { jobId } = await (await openJob(buyer, { listingId, units: 1, duration: HOUR, specHash })).wait();
      await runToReport(stack, prepared, played, [jobId], HOUR);
      await (await confirmJob(buyer, { jobId })).wait();
      return jobId;
    },
    carryOut: keeperOf(stack, played),
  };
}
