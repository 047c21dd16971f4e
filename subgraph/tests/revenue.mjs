import { account, addressOf, code, id, text, WEEK } from './lib/scenario.mjs';
import { rawOfLock } from './lib/ve-model.mjs';

const CPT = 10n ** 18n;
const STAKING = addressOf('StakingRewards');
const OPERATIONS = addressOf('operations.engineering');
const VAULT = addressOf('Vault');
const ROUTER = addressOf('RevenueRouter');
const [ALICE, BOB] = [account(1), account(2)];
const FIRST_WEEK = 2_812n;

/** Revenue by source, destination and week; then weekly epochs, one of them without weight, and claims over several. */
export default function revenue(scenario) {
  const s = scenario('revenue and rewards: law E by source and destination, law F by epoch');
  const at = (week, second) => week * WEEK + second;
  const SHARE = 3_000n;

  // ---- revenue: two sources over two weeks; the destinations get 30% and 70%, floored ----
  const received = [
    { week: FIRST_WEEK, source: 1, tag: 'TransactionFees', amount: 1_000_001n },
    { week: FIRST_WEEK, source: 3, tag: 'Certification', amount: 5_000_000n },
    { week: FIRST_WEEK + 1n, source: 1, tag: 'TransactionFees', amount: 777n },
  ];
  let undistributed = 0n;
  const credited = { staking: 0n, operations: 0n };
  const distribute = (timestamp, payOperations) => {
    const staking = (undistributed * SHARE) / 10_000n;
    const operations = (undistributed * (10_000n - SHARE)) / 10_000n;
    credited.staking += staking;
    credited.operations += operations;
    undistributed -= staking + operations;
    s.tx(
      timestamp,
      ['RevenueRouter.DestinationCredited', text('staking'), STAKING, staking],
      ['RevenueRouter.DestinationCredited', text('operations'), OPERATIONS, operations],
      ['RevenueRouter.RevenueDistributed', timestamp / WEEK, staking + operations, undistributed],
      ['RevenueRouter.DestinationPaid', text('staking'), STAKING, staking],
      ['USDC.Transfer', ROUTER, STAKING, staking],
      ...(payOperations
        ? [
            ['RevenueRouter.DestinationPaid', text('operations'), OPERATIONS, operations],
            ['USDC.Transfer', ROUTER, OPERATIONS, operations],
          ]
        : []),
    );
    return { staking, operations };
  };
  // The fees of a job first pass the vault.
  s.tx(
    at(FIRST_WEEK, 10n),
    ['USDC.Transfer', account(7), VAULT, received[0].amount],
    ['Vault.Deposited', account(7), account(7), received[0].amount],
  );
  s.tx(
    at(FIRST_WEEK, 20n),
    ['Vault.Escrowed', account(7), account(8), received[0].amount],
    ['Vault.Released', account(7), account(7), account(8), 0, received[0].amount, 0, received[0].amount, 1],
  );
  s.tx(
    at(FIRST_WEEK, 30n),
    ['Vault.RevenueCollected', 1, ROUTER, received[0].amount],
    ['USDC.Transfer', VAULT, ROUTER, received[0].amount],
    ['RevenueRouter.RevenueReceived', 1, FIRST_WEEK, VAULT, received[0].amount],
  );
  s.tx(
    at(FIRST_WEEK, 40n),
    ['USDC.Transfer', account(7), ROUTER, received[1].amount],
    ['RevenueRouter.RevenueReceived', 3, FIRST_WEEK, account(7), received[1].amount],
  );
  undistributed = received[0].amount + received[1].amount;
  const first = distribute(at(FIRST_WEEK, 50n), false);
  s.tx(
    at(FIRST_WEEK + 1n, 5n),
    ['USDC.Transfer', account(7), ROUTER, 777],
    ['RevenueRouter.RevenueReceived', 1, FIRST_WEEK + 1n, account(7), 777],
  );
  undistributed += 777n;
  const second = distribute(at(FIRST_WEEK + 1n, 6n), true);

  const total = received.reduce((sum, r) => sum + r.amount, 0n);
  if (total !== credited.staking + credited.operations + undistributed || undistributed === 0n)
    throw new Error('law E in the model');
  s.expect(
    '{ protocol(id: "0x00") { revenueReceived revenueDistributed undistributed revenueOwed collectedRevenue uncollectedRevenue } }',
    {
      protocol: {
        revenueReceived: total,
        revenueDistributed: credited.staking + credited.operations,
        undistributed,
        revenueOwed: first.operations,
        collectedRevenue: received[0].amount,
        uncollectedRevenue: 0,
      },
    },
  );
  s.expect(
    '{ revenueSources(orderBy: id) { id source received uncollected epochs(orderBy: id) { epoch { number } received } } }',
    {
      revenueSources: [
        {
          id: code(1),
          source: 'TransactionFees',
          received: 1_000_778,
          uncollected: 0,
          epochs: [
            { epoch: { number: FIRST_WEEK }, received: 1_000_001 },
            { epoch: { number: FIRST_WEEK + 1n }, received: 777 },
          ],
        },
        {
          id: code(3),
          source: 'Certification',
          received: 5_000_000,
          uncollected: 0,
          epochs: [{ epoch: { number: FIRST_WEEK }, received: 5_000_000 }],
        },
      ],
    },
  );
  s.expect(
    '{ revenueDestinations(orderBy: name) { id name credited paid owed epochs(orderBy: id) { credited paid } } }',
    {
      revenueDestinations: [
        {
          id: OPERATIONS,
          name: 'operations',
          credited: credited.operations,
          paid: second.operations,
          owed: first.operations,
          epochs: [
            { credited: first.operations, paid: 0 },
            { credited: second.operations, paid: second.operations },
          ],
        },
        {
          id: STAKING,
          name: 'staking',
          credited: credited.staking,
          paid: credited.staking,
          owed: 0,
          epochs: [
            { credited: first.staking, paid: first.staking },
            { credited: second.staking, paid: second.staking },
          ],
        },
      ],
    },
  );
  s.expect('{ revenueEpoches(orderBy: number) { number start received distributed } }', {
    revenueEpoches: [
      {
        number: FIRST_WEEK,
        start: FIRST_WEEK * WEEK,
        received: 6_000_001,
        distributed: first.staking + first.operations,
      },
      {
        number: FIRST_WEEK + 1n,
        start: (FIRST_WEEK + 1n) * WEEK,
        received: 777,
        distributed: second.staking + second.operations,
      },
    ],
  });
  // What the token says: the router keeps what is owed and undistributed.
  s.expect(`{ holder(id: "${ROUTER}") { usdc } vault: holder(id: "${VAULT}") { usdc } }`, {
    holder: { usdc: first.operations + undistributed },
    vault: { usdc: 0 },
  });

  // ---- rewards: epoch 1 ends with nobody locked and rolls into 2; 2 and 3 are shared; 4 is still open ----
  const epochEnd = (n) => (FIRST_WEEK + 1n + BigInt(n)) * WEEK;
  const added = { 1: 1_000_000n, 2: 2_000_000n, 3: 3_000_001n, 4: 50n };
  const open = (n, timestamp) =>
    s.tx(
      timestamp,
      ['StakingRewards.EpochOpened', n, epochEnd(n)],
      ['StakingRewards.RevenueAdded', n, epochEnd(n), added[n]],
    );
  open(1, epochEnd(1) - 100n);
  // Alice locks in the second the first epoch ends: too late for nobody but her own weight then, which is what counts.
  const alice = { amount: 3n * CPT, end: epochEnd(40), autoRenew: false };
  const bob = { amount: 2n * CPT, end: epochEnd(3), autoRenew: false };
  open(2, epochEnd(1) + 10n);
  s.tx(
    epochEnd(1) + 11n,
    ['StakingRewards.EpochClosed', 1, epochEnd(1), 0, 0],
    ['StakingRewards.EpochRolled', 1, 2, added[1]],
  );
  s.tx(epochEnd(2), ['VotingEscrow.LockCreated', ALICE, 0, ALICE, alice.amount, alice.end]);
  s.tx(epochEnd(2), ['VotingEscrow.LockCreated', BOB, 0, BOB, bob.amount, bob.end]);
  const revenueOf = { 2: added[1] + added[2], 3: added[3] };
  const totalRaw = (n) => rawOfLock(alice, epochEnd(n)) + rawOfLock(bob, epochEnd(n));
  open(3, epochEnd(2) + 5n);
  s.tx(epochEnd(2) + 6n, ['StakingRewards.EpochClosed', 2, epochEnd(2), revenueOf[2], totalRaw(2)]);
  const share = (lock, n) => (revenueOf[n] * rawOfLock(lock, epochEnd(n))) / totalRaw(n);
  s.tx(
    epochEnd(2) + 7n,
    ['StakingRewards.Claimed', BOB, BOB, 2, 2, share(bob, 2)],
    ['USDC.Transfer', STAKING, BOB, share(bob, 2)],
  );
  // Alice adds long after the ends that count; her past weight must not change.
  open(4, epochEnd(3) + 1n);
  s.tx(epochEnd(3) + 2n, ['StakingRewards.EpochClosed', 3, epochEnd(3), revenueOf[3], totalRaw(3)]);
  s.tx(epochEnd(3) + 3n, ['VotingEscrow.LockIncreased', ALICE, 0, ALICE, CPT, alice.amount + CPT]);
  const both = share(alice, 2) + share(alice, 3);
  s.tx(
    epochEnd(3) + 4n,
    ['StakingRewards.Claimed', ALICE, account(5), 2, 3, both],
    ['USDC.Transfer', STAKING, account(5), both],
  );
  // Bob's lock ended with epoch 3: no weight, nothing to get.
  s.tx(epochEnd(3) + 5n, ['StakingRewards.Claimed', BOB, BOB, 3, 3, 0]);
  s.tx(epochEnd(3) + 6n, ['StakingRewards.EpochLengthSet', 4, epochEnd(4)]);
  if (share(bob, 3) !== 0n) throw new Error('the model gives an expired lock a share');

  s.expect(
    '{ rewardEpoches(orderBy: number) { number end revenue totalRaw closed claimed claims rolledInto { number } } }',
    {
      rewardEpoches: [
        {
          number: 1,
          end: epochEnd(1),
          revenue: 0,
          totalRaw: 0,
          closed: true,
          claimed: 0,
          claims: 0,
          rolledInto: { number: 2 },
        },
        {
          number: 2,
          end: epochEnd(2),
          revenue: revenueOf[2],
          totalRaw: totalRaw(2),
          closed: true,
          claimed: share(alice, 2) + share(bob, 2),
          claims: 2,
          rolledInto: null,
        },
        {
          number: 3,
          end: epochEnd(3),
          revenue: revenueOf[3],
          totalRaw: totalRaw(3),
          closed: true,
          claimed: share(alice, 3),
          claims: 1,
          rolledInto: null,
        },
        {
          number: 4,
          end: epochEnd(4),
          revenue: added[4],
          totalRaw: 0,
          closed: false,
          claimed: 0,
          claims: 0,
          rolledInto: null,
        },
      ],
    },
  );
  if (revenueOf[2] - share(alice, 2) - share(bob, 2) >= 2n) throw new Error('more than dust is left');
  s.expect(
    '{ rewardClaims(orderBy: timestamp) { account { id } to fromEpoch toEpoch amount derived shares(orderBy: id) { epoch { number } amount } } }',
    {
      rewardClaims: [
        {
          account: { id: BOB },
          to: BOB,
          fromEpoch: 2,
          toEpoch: 2,
          amount: share(bob, 2),
          derived: share(bob, 2),
          shares: [{ epoch: { number: 2 }, amount: share(bob, 2) }],
        },
        {
          account: { id: ALICE },
          to: account(5),
          fromEpoch: 2,
          toEpoch: 3,
          amount: both,
          derived: both,
          shares: [
            { epoch: { number: 2 }, amount: share(alice, 2) },
            { epoch: { number: 3 }, amount: share(alice, 3) },
          ],
        },
        { account: { id: BOB }, to: BOB, fromEpoch: 3, toEpoch: 3, amount: 0, derived: 0, shares: [] },
      ],
    },
  );
  const addedInAll = added[1] + added[2] + added[3] + added[4];
  s.expect(
    '{ protocol(id: "0x00") { rewardsAdded rewardsClaimed rewardsRolled } rewardConfig(id: "0x00") { weeks fromBoundary } }',
    {
      protocol: { rewardsAdded: addedInAll, rewardsClaimed: both + share(bob, 2), rewardsRolled: added[1] },
      rewardConfig: { weeks: 4, fromBoundary: epochEnd(4) },
    },
  );
  s.expect(`{ account(id: "${ALICE}") { rewardsClaimed nextClaim } rewardEpoch(id: "${id(2)}") { shares { raw } } }`, {
    account: { rewardsClaimed: both, nextClaim: 4 },
    rewardEpoch: { shares: [{ raw: rawOfLock(alice, epochEnd(2)) }, { raw: rawOfLock(bob, epochEnd(2)) }] },
  });
  s.expect('{ revenueStats_collection(interval: day) { source amount receipts total } }', {
    revenueStats_collection: [
      { source: 'TransactionFees', amount: 1_000_001, receipts: 1, total: 1_000_001 },
      { source: 'Certification', amount: 5_000_000, receipts: 1, total: 5_000_000 },
      { source: 'TransactionFees', amount: 777, receipts: 1, total: 1_000_778 },
    ],
  });
  return s;
}
