import { MAX_LOCK_DURATION, type Proposal, parseCpt, VoteSupport } from '@cyberplaza/sdk';
import type { Address, Hex } from 'viem';
import { type HDAccount, mnemonicToAccount } from 'viem/accounts';
import { expect } from 'vitest';
import { account, MNEMONIC } from '../../../sdk/test/support/accounts.js';
import type { World } from '../../../sdk/test/support/world.js';
import { type Plan, type ProposalFile, parseProposalFile, planProposal, type SafePlan, safeKit } from '../src/index.js';

const FIRST_OWNER = 200;
const OWNERS = 32;

export const anyone = account('relayer');
export const voters = [account('staker', 0), account('staker', 1), account('staker', 2)] as const;

const owners = new Map<string, HDAccount>(
  Array.from({ length: OWNERS }, (_, n) => mnemonicToAccount(MNEMONIC, { addressIndex: FIRST_OWNER + n })).map(
    (who) => [who.address, who],
  ),
);

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

/** What the plan says, proposed and voted for by all up to the end of the vote. */
export async function proposeAndVote(world: World, planned: Plan): Promise<{ proposal: Proposal; proposalId: bigint }> {
  const { proposal, proposalId } = planned.voters ?? fail('no voters');
  const client = world.client(voters[0]);
  expect((await (await client.propose({ proposal })).wait()).proposalId).toBe(proposalId);
  await world.advanceTo((await client.getProposal({ proposalId })).snapshot + 1n);
  for (const who of voters.slice(0, 2)) {
    await (await world.client(who).castVote({ proposalId, support: VoteSupport.For, reason: 'Yes.' })).wait();
  }
  await world.advanceTo((await client.getProposal({ proposalId })).deadline + 1n);
  return { proposal, proposalId };
}

/** Signed by so many owners with Safe's own SDK, executed by the last. The hash is the one that the plan printed. */
export async function signAndExecute(
  world: World,
  planned: SafePlan,
  index: number,
  signers = planned.threshold,
): Promise<void> {
  const { transaction } = planned.transactions[index] ?? fail('no such transaction');
  const keys = planned.owners.slice(0, signers).map((owner) => keyOf(owners.get(owner) ?? fail(owner)));
  const first = await safeKit(world.url, world.deployment, planned.safe, keys[0]);
  const { nonce, operation } = transaction;
  // The plan's bytes, not the calls anew: what was shown is what is signed.
  let signed = await first.createTransaction({
    transactions: [
      {
        to: transaction.to,
        data: transaction.data,
        value: transaction.value.toString(),
        operation: operation as 0 | 1,
      },
    ],
    options: { nonce },
  });
  expect(await first.getTransactionHash(signed)).toBe(transaction.safeTxHash);
  for (const key of keys) {
    const kit = await safeKit(world.url, world.deployment, planned.safe, key);
    signed = await kit.signTransaction(signed);
  }
  const last = keys.at(-1);
  const executor = await safeKit(world.url, world.deployment, planned.safe, last);
  const address = (await executor.getSafeProvider().getSignerAddress()) as Address;
  await world.fund(address);
  const { hash } = await executor.executeTransaction(signed);
  const receipt = await world.chain.waitForTransactionReceipt({ hash: hash as Hex });
  expect(receipt.status).toBe('success');
}

function keyOf(who: HDAccount): Hex {
  const { privateKey } = who.getHdKey();
  if (!privateKey) throw new Error('no private key');
  return `0x${Buffer.from(privateKey).toString('hex')}`;
}

export function fail(what: string): never {
  throw new Error(what);
}
