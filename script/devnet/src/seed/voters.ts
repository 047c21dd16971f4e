import {
  castVote,
  createLock,
  delegate,
  describeProposal,
  getProposal,
  MAX_LOCK_DURATION,
  type Proposal,
  ProposalState,
  type ProposedCall,
  propose,
  VoteSupport,
} from '@cyberplaza/sdk';
import { maxUint256 } from 'viem';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';

/** Three who govern; the third lets the second vote. */
export const VOTERS = [account('voter', 0), account('voter', 1), account('voter', 2)] as const;
/** Three times this, locked for four years, is above the quorum of a million veCPT. */
export const VOTERS_CPT = 200_000n * 10n ** 18n;

/** Brings a proposal that has passed on to Queued or Executed: in the world a keeper does. */
export type CarryOut = (proposal: Proposal, proposalId: bigint, to: ProposalState) => Promise<void>;

export async function lockAndDelegate(world: World): Promise<void> {
  const [, second, third] = VOTERS;
  for (const voter of VOTERS) {
    await world.send(voter, 'CPT', 'approve', [world.address('VotingEscrow'), maxUint256]);
    const lock = { amount: VOTERS_CPT, duration: MAX_LOCK_DURATION };
    await (await createLock(world.wallet(voter), lock)).wait();
  }
  await (await delegate(world.wallet(third), { delegatee: second.address })).wait();
}

/** Proposed by the first voter, decided by all, carried out. */
export async function decide(
  world: World,
  clock: Clock,
  text: string,
  calls: readonly ProposedCall[],
  carryOut: CarryOut,
): Promise<void> {
  const [first, second] = VOTERS;
  const proposal = { calls, description: describeProposal(text, first.address) };
  await clock.advanceBy(1);
  const { proposalId } = await (await propose(world.wallet(first), { proposal })).wait();
  const status = () => getProposal(world.reader, { proposalId });
  await clock.advanceTo(Number((await status()).snapshot) + 1);
  for (const voter of [first, second]) {
    await (await castVote(world.wallet(voter), { proposalId, support: VoteSupport.For })).wait();
  }
  await clock.advanceTo(Number((await status()).deadline) + 1);
  await carryOut(proposal, proposalId, ProposalState.Queued);
  await clock.advanceTo(Number((await status()).eta));
  await carryOut(proposal, proposalId, ProposalState.Executed);
}
