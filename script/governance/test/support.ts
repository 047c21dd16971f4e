import { MAX_LOCK_DURATION, parseCpt } from '@cyberplaza/sdk';
import { account } from '../../../sdk/test/support/accounts.js';
import type { World } from '../../../sdk/test/support/world.js';
import { type Plan, type ProposalFile, parseProposalFile, planProposal } from '../src/index.js';

export const anyone = account('relayer');
export const voters = [account('staker', 0), account('staker', 1), account('staker', 2)] as const;

/** Three lock a million CPT each; the third gives its votes to the second. */
export async function lockAndDelegate(world: World): Promise<void> {
  await world.fund(anyone.address);
  for (const who of voters) {
    await world.fund(who.address, { cpt: parseCpt('1000000') });
    await world.approve(who, 'CPT', world.contracts.VotingEscrow);
    await (await world.client(who).createLock({ amount: parseCpt('1000000'), duration: MAX_LOCK_DURATION })).wait();
  }
  await (await world.client(voters[2]).delegate({ delegatee: voters[1].address })).wait();
  await world.advance(1);
}

export function fileOf(text: string): ProposalFile {
  return parseProposalFile(text, 'toml');
}

export function plan(world: World, file: ProposalFile): Promise<Plan> {
  return planProposal(file, { rpcUrl: world.url, deployment: world.deployment });
}

export function fail(what: string): never {
  throw new Error(what);
}
