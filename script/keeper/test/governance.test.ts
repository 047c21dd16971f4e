import {
  contractCall,
  describeProposal,
  MAX_LOCK_DURATION,
  type Proposal,
  ProposalState,
  parseCpt,
  parseUsdc,
  proposalIdOf,
  VoteSupport,
} from '@cyberplaza/sdk';
import { cyberPlazaGovernorAbi } from '@cyberplaza/sdk/abis';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, resumeKeeper, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400;
const voter = account('staker');

describe('the governance duty', () => {
  const scratch = new Scratch();
  const world = useWorld(async (made) => {
    for (const keeper of KEEPERS) await made.fund(keeper.address);
    await made.fund(voter.address, { cpt: parseCpt('1000000') });
    await made.approve(voter, 'CPT', made.contracts.VotingEscrow);
    const lock = { amount: parseCpt('1000000'), duration: MAX_LOCK_DURATION };
    await (await made.client(voter).createLock(lock)).wait();
    await made.advance(1);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('queues and executes what passed, once, and leaves alone what did not', async () => {
    const w = world.current;
    const client = w.client(voter);
    const [passes, fails] = [6, 7].map((days): Proposal => {
      const call = contractCall({
        address: w.contracts.CyberPlazaGovernor,
        abi: cyberPlazaGovernorAbi,
        functionName: 'setVotingPeriod',
        args: [days * DAY],
      });
      return { calls: [call], description: describeProposal(`${days} days`, voter.address) };
    }) as [Proposal, Proposal];
    for (const proposal of [passes, fails]) await (await client.propose({ proposal })).wait();
    const proposalId = proposalIdOf(passes);
    const { snapshot, deadline } = await client.getProposal({ proposalId });
    await w.advanceTo(snapshot + 1n);
    await (await client.castVote({ proposalId, support: VoteSupport.For })).wait();

    const dataDir = scratch.path('keeper');
    const first = await startKeeper(w, scratch, { dataDir });
    expect(kinds(await first.runOnce(['governance']))).toEqual({ governance: 'nothing' });
    await first.stop();
    const keeper = await resumeKeeper(w, scratch, dataDir);
    await w.advanceTo(deadline + 1n);
    const [entry] = (await keeper.list()).filter(({ name }) => name === 'governance');
    expect(entry).toMatchObject({ due: true, why: `queue proposal ${proposalId}` });
    expect(kinds(await keeper.runOnce(['governance']))).toEqual({ governance: 'done' });
    expect(kinds(await keeper.runOnce(['governance']))).toEqual({ governance: 'nothing' });

    await w.advanceTo((await client.getProposal({ proposalId })).eta);
    const other = await startKeeper(w, scratch, { account: KEEPERS[1] });
    expect(kinds(await other.runOnce(['governance']))).toEqual({ governance: 'done' });
    expect((await client.getProposal({ proposalId })).state).toBe(ProposalState.Executed);
    expect((await client.getProposal({ proposalId: proposalIdOf(fails) })).state).toBe(ProposalState.Defeated);
    const before = await sent(w, KEEPERS[0]);
    expect(kinds(await keeper.runOnce(['governance']))).toEqual({ governance: 'nothing' });
    expect(await sent(w, KEEPERS[0])).toBe(before);
  });

  it("divides the treasury's inflow once it is worth it", async () => {
    const w = world.current;
    const keeper = await startKeeper(w, scratch);
    await w.fund(w.contracts.Treasury, { usdc: parseUsdc('999') });
    expect(kinds(await keeper.runOnce(['governance']))).toEqual({ governance: 'nothing' });
    await w.fund(w.contracts.Treasury, { usdc: parseUsdc('1') });
    expect(kinds(await keeper.runOnce(['governance']))).toEqual({ governance: 'done' });
    expect((await w.client(voter).getTreasury()).unallocated).toBe(0n);
  });
});
