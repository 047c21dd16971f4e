import {
  castFractionalVote,
  castVote,
  descriptionHash,
  executeProposal,
  getJob,
  getProposal,
  getRegistryParameter,
  getVotes,
  ProposalState,
  propose,
  VoteSupport,
} from '@cyberplaza/sdk';
import { formatEther } from 'viem';
import { account } from '../../accounts.js';
import { signPlan } from '../../seed/safes.js';
import { lockAndDelegate, VOTERS } from '../../seed/voters.js';
import { planFile, present, type Stage } from './stage.js';

const LESS_BPS = 50;
const VE = 10n ** 18n;
/** The second voter is a custodian: not all whose CPT it keeps think alike. */
const SPLIT = { against: 100_000n * VE, inFavour: 600_000n * VE, abstain: 200_000n * VE };
export const REASONS = ['Cheaper is busier.', 'As our customers told us.'] as const;
export const VETO_REASON = 'Upgrades belong to seven of nine.';

/** Which proposals the story left behind. */
export interface Decided {
  passed: bigint;
  vetoed: bigint;
}

/** Lock, delegate, propose, vote, veto one, queue and execute the other, see it live in the market. */
export async function voteOnTheFee(stage: Stage): Promise<Decided> {
  const { world, clock, seen, say, shop } = stage;
  const [first, second, third] = VOTERS;

  say('three lock CPT for four years, the third lets the second vote');
  await lockAndDelegate(world);
  await clock.advanceBy(1);
  const votes = (voter: typeof first) => getVotes(world.reader, { account: voter.address });
  const [own, delegated, none] = [await votes(first), await votes(second), await votes(third)];
  seen.expect(
    `three lock CPT and delegate: ${Math.floor(Number(formatEther(own + delegated))).toLocaleString('en-US')} veCPT`,
    // Two floors are at most one unit less than the floor of the sum.
    delegated - 2n * own <= 1n && delegated >= 2n * own && none === 0n,
  );

  say('a job at the old fee');
  const feeOf = async (jobId: bigint) => (await getJob(world.reader, { jobId })).feeBps;
  const now = () => getRegistryParameter(world.reader, { name: shop.fee });
  const old = Number(await now());
  await stage.freshen();
  seen.equal(`a job pays a fee of ${old / 100}%`, await feeOf(await stage.runJob()), old);

  say('two proposals: one lowers the fee, one gives somebody the upgrades');
  const lower = `
    title = "Lower the fee"
    description = "By half a point."
    proposer = "${first.address}"
    [[actions]]
    contract = "ProviderRegistry"
    function = "setParameter"
    arguments = { name = "${shop.fee}", value = ${old - LESS_BPS} }`;
  await seen.refused(
    'who has no 100,000 veCPT may not propose',
    () => planFile(stage, lower.replace(first.address, account('relayer').address)),
    'a proposal takes 100000',
  );
  const fee = await planFile(stage, lower);
  const grab = await planFile(
    stage,
    `
    title = "Everybody's upgrades"
    proposer = "${first.address}"
    [[actions]]
    contract = "AccessManager"
    function = "grantRole"
    arguments = { roleId = 2, account = "${account('relayer').address}", executionDelay = 0 }`,
  );
  seen.expect("the signers' command warns of the second only", fee.warnings.length === 0 && grab.warnings.length > 0);
  const [good, bad] = [present(fee.voters, "voters' part"), present(grab.voters, "voters' part")];
  for (const { proposal } of [bad, good]) await (await propose(world.wallet(first), { proposal })).wait();

  say('4 of 7 veto the second, with a reason');
  const veto = await planFile(
    stage,
    `
    title = "Veto"
    safe = "council"
    [[actions]]
    contract = "Council"
    function = "veto"
    [actions.arguments]
    targets = ["AccessManager"]
    values = [0]
    calldatas = ["${bad.proposal.calls[0]?.data}"]
    descriptionHash = "${descriptionHash(bad.proposal.description)}"
    reason = "${VETO_REASON}"`,
  );
  const council = present(veto.safe, "Safe's part");
  await seen.refused('3 of 7 may not veto', () => signPlan(world, council, 0, 3), 'GS020');
  await signPlan(world, council, 0);
  const status = (proposalId: bigint) => getProposal(world.reader, { proposalId });
  seen.equal('4 of 7 veto the grab for the upgrades', (await status(bad.proposalId)).state, ProposalState.Canceled);

  say('seven days of discussion, five of voting');
  const cast = async (voter: typeof first, how: 'whole' | 'parts') => {
    const [wallet, { proposalId }] = [world.wallet(voter), good];
    const sent =
      how === 'whole'
        ? await castVote(wallet, { proposalId, support: VoteSupport.For, reason: REASONS[0] })
        : await castFractionalVote(wallet, { proposalId, ...SPLIT, reason: REASONS[1] });
    await sent.wait();
  };
  await seen.refused(
    'nobody votes before the seven days are over',
    () => cast(first, 'whole'),
    'UnexpectedProposalState',
  );
  await clock.advanceTo(Number((await status(good.proposalId)).snapshot) + 1);
  await cast(first, 'whole');
  await cast(second, 'parts');
  const { forVotes, againstVotes, abstainVotes, quorum, deadline } = await status(good.proposalId);
  seen.expect(
    'a custodian splits its votes, and the quorum is reached',
    againstVotes === SPLIT.against && abstainVotes === SPLIT.abstain && forVotes + abstainVotes >= quorum,
  );

  say('queued, executed after 48 hours');
  await clock.advanceTo(Number(deadline) + 1);
  await stage.carryOut(good.proposal, good.proposalId, ProposalState.Queued);
  await seen.refused(
    'nobody executes it before its 48 hours are over',
    () => executeProposal(world.wallet(account('relayer')), { proposal: good.proposal }),
    'TimelockUnexpectedOperationState',
  );
  await clock.advanceTo(Number((await status(good.proposalId)).eta));
  await stage.carryOut(good.proposal, good.proposalId, ProposalState.Executed);
  seen.equal('it is executed', (await status(good.proposalId)).state, ProposalState.Executed);
  await stage.freshen();
  const next = await feeOf(await stage.runJob());
  seen.equal(`the next job pays ${(old - LESS_BPS) / 100}%`, next, old - LESS_BPS);
  return { passed: good.proposalId, vetoed: bad.proposalId };
}
