import { getMandate, getProposal, getTreasury, ProposalState, TreasuryBudget } from '@cyberplaza/sdk';
import { type Address, type Hex, numberToHex } from 'viem';
import { z } from 'zod';
import type { Stack } from '../../stack/stack.js';
import { indexed } from '../../summary/summarise.js';
import type { Seen } from '../story.js';
import { PAYMENT_REASON } from './safes.js';
import { type Decided, REASONS, VETO_REASON } from './vote.js';

const integer = z.string().transform((text) => BigInt(text));
const votes = z.array(z.object({ voter: z.string(), support: z.string(), weight: integer, reason: z.string() }));
const proposal = z.object({
  state: z.string(),
  quorum: integer,
  forVotes: integer,
  againstVotes: integer,
  abstainVotes: integer,
  vetoReason: z.string().nullable(),
  votes,
});
const answerSchema = z.object({
  data: z.object({
    passed: proposal,
    vetoed: proposal,
    timelockOperations: z.array(
      z.object({ cancelled: z.boolean(), calls: z.array(z.object({ executed: z.boolean() })) }),
    ),
    operations: z.array(z.object({ state: z.string() })),
    mandate: z.object({ member: z.string(), until: integer }),
    councilActs: z.array(z.object({ reason: z.string() })),
    safes: z.array(z.object({ id: z.string(), executions: z.array(z.object({ success: z.boolean() })) })),
    upgrades: z.array(z.object({ implementation: z.string() })),
    pauseEvents: z.array(z.object({ contract: z.object({ name: z.string() }), kind: z.string() })),
    treasuryPayments: z.array(z.object({ amount: integer, daily: z.boolean(), reason: z.string() })),
    treasuryBudget: z.object({ balance: integer }),
    roleMembers: z.array(z.object({ account: z.string(), role: z.object({ number: integer }) })),
  }),
});

const PROPOSAL = 'state quorum forVotes againstVotes abstainVotes vetoReason votes { voter support weight reason }';
const QUERY = `query Governance($block: Int!, $passed: Bytes!, $vetoed: Bytes!, $engineering: Bytes!) {
  passed: proposal(id: $passed, block: { number: $block }) { ${PROPOSAL} }
  vetoed: proposal(id: $vetoed, block: { number: $block }) { ${PROPOSAL} }
  timelockOperations(block: { number: $block }) { cancelled calls { executed } }
  operations(first: 1000, block: { number: $block }) { state }
  mandate(id: "0x00", block: { number: $block }) { member until }
  councilActs(block: { number: $block }) { reason }
  safes(block: { number: $block }) { id executions(first: 1000) { success } }
  upgrades(where: { contract_: { name: "Vault" } }, orderBy: timestamp, orderDirection: desc, first: 1, block: { number: $block }) {
    implementation
  }
  pauseEvents(block: { number: $block }) { contract { name } kind }
  treasuryPayments(block: { number: $block }) { amount daily reason }
  treasuryBudget(id: $engineering, block: { number: $block }) { balance }
  roleMembers(first: 1000, where: { active: true }, block: { number: $block }) { account role { number } }
}`;

/** What the index, the chain and the SDK say of the same block; nobody's word is taken alone. */
export async function compareWitnesses(
  stack: Stack,
  seen: Seen,
  { passed, vetoed }: Decided,
  implementation: Address,
): Promise<void> {
  const { world, indexer, deployment } = stack;
  const blockNumber = await world.reader.getBlockNumber({ cacheTime: 0 });
  await indexed(indexer.url, blockNumber);
  const id = (proposalId: bigint): Hex => numberToHex(proposalId, { size: 32 });
  const variables = {
    block: Number(blockNumber),
    passed: id(passed),
    vetoed: id(vetoed),
    engineering: numberToHex(TreasuryBudget.Engineering, { size: 1 }),
  };
  const response = await fetch(indexer.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables }),
  });
  const index = answerSchema.parse(await response.json()).data;
  const at = { blockNumber };

  const chain = await getProposal(world.reader, { proposalId: passed, ...at });
  seen.expect(
    'subgraph and chain agree on the proposal: executed, its quorum, every vote',
    index.passed.state === 'Executed' &&
      chain.state === ProposalState.Executed &&
      index.passed.quorum === chain.quorum &&
      index.passed.forVotes === chain.forVotes &&
      index.passed.againstVotes === chain.againstVotes &&
      index.passed.abstainVotes === chain.abstainVotes,
  );
  const reasons = index.passed.votes.map(({ reason }) => reason);
  seen.expect(
    'the votes are there with their reasons, and sum up',
    REASONS.every((reason) => reasons.includes(reason)) &&
      index.passed.votes.reduce((all, { weight }) => all + weight, 0n) ===
        chain.forVotes + chain.againstVotes + chain.abstainVotes,
  );
  seen.expect(
    'the veto is there with its reason',
    index.vetoed.state === 'Vetoed' &&
      index.vetoed.vetoReason === VETO_REASON &&
      index.councilActs.some(({ reason }) => reason === VETO_REASON),
  );
  seen.expect(
    'the timelock is empty',
    index.timelockOperations.length > 0 &&
      index.timelockOperations.every(({ cancelled, calls }) => cancelled || calls.every(({ executed }) => executed)),
  );
  seen.expect(
    'so is the list of the AccessManager',
    index.operations.length > 0 && index.operations.every(({ state }) => state !== 'Scheduled'),
  );
  const mandate = await getMandate(world.reader, at);
  seen.expect(
    "they agree on the council's mandate",
    index.mandate.member === mandate.member.toLowerCase() && index.mandate.until === mandate.until,
  );
  for (const [name, address] of Object.entries(deployment.safes)) {
    const nonce = await world.reader.readContract({
      address,
      abi: [{ type: 'function', name: 'nonce', stateMutability: 'view', inputs: [], outputs: [{ type: 'uint256' }] }],
      functionName: 'nonce',
      ...at,
    });
    const executions = index.safes.find(({ id }) => id === address.toLowerCase())?.executions ?? [];
    const done = executions.filter(({ success }) => success).length;
    seen.equal(`the Safe ${name} executed ${done} transactions`, done, nonce);
  }
  seen.equal(
    'they agree on the code of the Vault',
    BigInt(index.upgrades[0]?.implementation ?? '0x0'),
    BigInt(implementation),
  );
  const paused = index.pauseEvents.filter(({ kind }) => kind === 'Paused').map(({ contract }) => contract.name);
  seen.expect('the pauses are there', paused.includes('JobMarket') && paused.includes('CPT'));
  const payment = index.treasuryPayments.find(({ reason }) => reason === PAYMENT_REASON);
  const { balances } = await getTreasury(world.reader, at);
  seen.expect('so is the payment of five signers', payment?.daily === false);
  seen.equal(
    'they agree on what is left in engineering',
    index.treasuryBudget.balance,
    balances[TreasuryBudget.Engineering] ?? -1n,
  );
  const held = await Promise.all(
    index.roleMembers.map(({ account, role }) =>
      world.reader.readContract({
        address: world.address('AccessManager'),
        abi: world.abi('AccessManager'),
        functionName: 'hasRole',
        args: [role.number, account as Address],
        ...at,
      }),
    ),
  );
  seen.expect(
    `all ${held.length} holders of roles in the index hold them on chain`,
    held.every(([holds]) => holds),
  );
}
