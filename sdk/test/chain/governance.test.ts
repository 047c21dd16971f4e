import { encodeFunctionData } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AccessManagedUnauthorizedError,
  contractCall,
  cptAbi,
  cyberPlazaGovernorAbi,
  DailyLimitExceededError,
  describeProposal,
  fundHolderAbi,
  GovernorAlreadyCastVoteError,
  GovernorInvalidSignatureError,
  GovernorRestrictedProposerError,
  GovernorUnableToCancelError,
  GovernorUnexpectedProposalStateError,
  governanceTimelockAbi,
  hashBallot,
  holderAddress,
  MAX_LOCK_DURATION,
  MandateLapsedError,
  NotMemberError,
  NotRecipientError,
  type Proposal,
  ProposalState,
  parseCpt,
  parseUsdc,
  payFromTreasuryCall,
  proposalIdOf,
  signBallot,
  TreasuryBudget,
  timelockOperationIdOf,
  VoteSupport,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const DAY = 86_400;
const voter = account('staker', 0);
const custodian = account('staker', 1);
const signer = account('staker', 2);
const anyone = account('relayer');
const council = account('council');
const signers = account('treasury');

const world = useWorld(async (w) => {
  for (const who of [anyone, council, signers]) await w.fund(who.address);
  for (const who of [voter, custodian, signer]) {
    await w.fund(who.address, { cpt: parseCpt('1000000') });
    await w.approve(who, 'CPT', w.contracts.VotingEscrow);
    await (await w.client(who).createLock({ amount: parseCpt('1000000'), duration: MAX_LOCK_DURATION })).wait();
  }
  await w.advance(1);
});

/** Governs the governor itself, which needs no role of the manager. */
function votingPeriod(days: number, text: string): Proposal {
  const call = contractCall({
    address: world.current.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'setVotingPeriod',
    args: [days * DAY],
  });
  return { calls: [call], description: describeProposal(text, voter.address) };
}

async function submitted(proposal: Proposal): Promise<bigint> {
  const { proposalId } = await (await world.current.client(voter).propose({ proposal })).wait();
  expect(proposalId).toBe(proposalIdOf(proposal));
  return proposalId;
}

async function toVote(proposalId: bigint): Promise<void> {
  const { snapshot } = await world.current.client(anyone).getProposal({ proposalId });
  await world.current.advanceTo(snapshot + 1n);
}

describe('a proposal', () => {
  test('is proposed, voted on whole, in parts and by signature, queued and executed', async () => {
    const client = world.current.client(anyone);
    const rules = await client.getGovernanceRules();
    expect(rules).toMatchObject({ threshold: parseCpt('100000'), quorumBps: 400n, votingPeriod: BigInt(5 * DAY) });
    expect([rules.votingDelay, rules.timelockDelay, rules.queueGrace]).toEqual([7n, 2n, 30n].map((n) => n * 86_400n));

    const proposal = votingPeriod(6, '# A day more to vote');
    const proposalId = await submitted(proposal);
    const pending = await client.getProposal({ proposalId });
    expect(pending).toMatchObject({ state: ProposalState.Pending, proposer: voter.address, again: false, eta: 0n });
    expect(pending.quorum).toBe(parseCpt('1000000'));
    await toVote(proposalId);

    const { all } = await client.getProposalVotes({ proposalId, account: voter.address });
    const { weight } = await (
      await world.current.client(voter).castVote({ proposalId, support: VoteSupport.For, reason: 'More time.' })
    ).wait();
    expect(weight).toBe(all);
    await expect(world.current.client(voter).castVote({ proposalId, support: VoteSupport.For })).rejects.toThrow(
      GovernorAlreadyCastVoteError,
    );

    const parts = { against: parseCpt('300000'), inFavour: parseCpt('200000'), abstain: parseCpt('100000') };
    await (await world.current.client(custodian).castFractionalVote({ proposalId, ...parts })).wait();
    const { used } = await client.getProposalVotes({ proposalId, account: custodian.address });
    expect(used).toBe(parseCpt('600000'));

    const nonce = await client.getBallotNonce({ account: signer.address });
    const ballot = { proposalId, support: VoteSupport.Abstain, voter: signer.address, nonce };
    const signature = await signBallot(signer, world.current.deployment, ballot);
    expect(hashBallot(world.current.deployment, ballot)).toMatch(/^0x[0-9a-f]{64}$/);
    const otherwise = { ballot: { ...ballot, support: VoteSupport.For }, signature };
    await expect(client.castVoteBySig(otherwise)).rejects.toThrow(GovernorInvalidSignatureError);
    await (await client.castVoteBySig({ ballot, signature })).wait();
    await expect(client.castVoteBySig({ ballot, signature })).rejects.toThrow(GovernorInvalidSignatureError);

    const active = await client.getProposal({ proposalId });
    expect(active).toMatchObject({ state: ProposalState.Active, againstVotes: parts.against });
    expect(active.forVotes).toBe(all + parts.inFavour);
    await world.current.advanceTo(active.deadline + 1n);
    await expect(client.executeProposal({ proposal })).rejects.toThrow(GovernorUnexpectedProposalStateError);
    await (await client.queueProposal({ proposal })).wait();
    const { eta } = await client.getProposal({ proposalId });
    const scheduled = await world.current.chain.readContract({
      address: world.current.contracts.GovernanceTimelock,
      abi: governanceTimelockAbi,
      functionName: 'getTimestamp',
      args: [timelockOperationIdOf(world.current.deployment, proposal)],
    });
    expect(scheduled).toBe(eta);
    await world.current.advanceTo(eta);
    await (await client.executeProposal({ proposal })).wait();
    expect((await client.getGovernanceRules()).votingPeriod).toBe(BigInt(6 * DAY));
    expect((await client.getProposal({ proposalId })).state).toBe(ProposalState.Executed);
  });

  test('belongs to its proposer', async () => {
    const proposal = votingPeriod(7, "# The voter's own");
    const thief = world.current.client(custodian);
    await expect(thief.propose({ proposal })).rejects.toThrow(GovernorRestrictedProposerError);
    const proposalId = await submitted(proposal);
    await expect(thief.cancelProposal({ proposal })).rejects.toThrow(GovernorUnableToCancelError);
    await (await world.current.client(voter).cancelProposal({ proposal })).wait();
    expect((await thief.getProposal({ proposalId })).state).toBe(ProposalState.Canceled);
  });
});

describe('the council', () => {
  test('vetoes with a reason until its mandate lapses', async () => {
    const proposal = votingPeriod(8, '# Too long');
    const proposalId = await submitted(proposal);
    const client = world.current.client(council);
    const reason = 'Votes would never end.';
    await expect(world.current.client(anyone).vetoProposal({ proposal, reason })).rejects.toThrow(NotMemberError);
    await (await client.vetoProposal({ proposal, reason })).wait();
    const after = await client.getProposal({ proposalId });
    expect(after.state).toBe(ProposalState.Canceled);
    const again = votingPeriod(8, '# Too long, once more');
    expect((await client.getProposal({ proposalId: await submitted(again) })).again).toBe(true);
  });

  test('cancels what waits in the manager and acts by its role only', async () => {
    const { contracts, deployment } = world.current;
    const target = holderAddress(deployment, 'genesis.poolSeed');
    const data = encodeFunctionData({
      abi: fundHolderAbi,
      functionName: 'release',
      args: [contracts.CPT, anyone.address, 1n, 'a test'],
    });
    const manager = encodeFunctionData({
      abi: [
        {
          type: 'function',
          name: 'schedule',
          stateMutability: 'nonpayable',
          inputs: [{ type: 'address' }, { type: 'bytes' }, { type: 'uint48' }],
          outputs: [],
        },
      ],
      args: [target, data, 0],
    });
    await world.current.impersonate(signers.address, contracts.AccessManager, manager);
    const client = world.current.client(council);
    const what = { scheduler: signers.address, target, data, reason: 'Not announced.' };
    await (await client.cancelScheduled(what)).wait();
    await expect(client.cancelScheduled(what)).rejects.toThrow();

    const count = encodeFunctionData({ abi: cptAbi, functionName: 'totalSupply' });
    await (await client.actAsCouncil({ target: contracts.CPT, data: count, reason: 'To see.' })).wait();
    await expect(client.renewMandate()).rejects.toThrow(AccessManagedUnauthorizedError);

    const { member, until } = await client.getMandate();
    expect(member).toBe(council.address);
    await world.current.advanceTo(until);
    await expect(client.actAsCouncil({ target: contracts.CPT, data: count, reason: 'Too late.' })).rejects.toThrow(
      MandateLapsedError,
    );
  });
});

describe('the treasury', () => {
  test('divides what arrives, pays by the day, streams and reports', async () => {
    const { contracts, deployment } = world.current;
    await world.current.fund(contracts.Treasury, { usdc: parseUsdc('1000000') });
    const client = world.current.client(signers);
    expect((await client.getTreasury()).unallocated).toBe(parseUsdc('1000000'));
    await (await world.current.client(anyone).allocateTreasury()).wait();
    const { balances, dailyLeft, shares } = await client.getTreasury();
    expect(balances[TreasuryBudget.Engineering]).toBe(parseUsdc('300000'));
    expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(parseUsdc('1000000'));
    expect(shares).toEqual([1500, 1000, 500, 500, 500, 500, 500]);
    expect(dailyLeft).toBe(parseUsdc('100000'));

    const payment = {
      budget: TreasuryBudget.Engineering,
      to: anyone.address,
      amount: parseUsdc('100001'),
      reason: 'Servers.',
    };
    await expect(client.payFromTreasury(payment)).rejects.toThrow(DailyLimitExceededError);
    expect(payFromTreasuryCall(deployment, { ...payment, large: true }).functionName).toBe('payLarge');
    await (await client.payFromTreasury({ ...payment, large: true })).wait();
    await (await client.payFromTreasury({ ...payment, amount: parseUsdc('90000') })).wait();
    expect((await client.getTreasury()).dailyLeft).toBe(parseUsdc('10000'));

    const start = Number(await world.current.now()) + 100;
    const stream = {
      budget: TreasuryBudget.Team,
      recipient: anyone.address,
      amount: parseUsdc('8640'),
      start,
      duration: 10 * DAY,
      reason: 'Salary.',
    };
    const { streamId } = await (await client.openTreasuryStream(stream)).wait();
    await world.current.advanceTo(BigInt(start + DAY));
    expect((await client.getTreasuryStream({ streamId })).withdrawable).toBe(parseUsdc('864'));
    await expect(client.withdrawTreasuryStream({ streamId, to: signers.address })).rejects.toThrow(NotRecipientError);
    const recipient = world.current.client(anyone);
    const { amount } = await (await recipient.withdrawTreasuryStream({ streamId, to: anyone.address })).wait();
    expect(amount >= parseUsdc('864')).toBe(true);
    const { returned } = await (await client.cancelTreasuryStream({ streamId, reason: 'Left.' })).wait();
    expect(returned > 0n && returned < parseUsdc('7777')).toBe(true);

    const lines = await client.getTreasuryReport();
    expect(lines[TreasuryBudget.Engineering]?.paid).toBe(parseUsdc('190001'));
    expect(lines[TreasuryBudget.Team]).toMatchObject({ streamed: parseUsdc('8640'), paid: 0n });
  });
});
