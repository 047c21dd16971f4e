import { account, addressOf, code, text, word, ZERO } from './lib/scenario.mjs';

const [ALICE, BOB] = [account(1), account(2)];
const [SCHEDULE, REWARDS, VESTING] = ['EmissionSchedule', 'MerkleRewards', 'RewardVesting'].map(addressOf);
const TOKENS = addressOf('TokenVesting');
const [USERS, LP_POOL] = [0, 4];

/** From the schedule through roots to claims and the vesting half; grants of TokenVesting: tests/live/structs.mjs. */
export default function rewardProgrammes(scenario) {
  const s = scenario('rewards: emission, roots, claims and their vesting half');
  let now = 2_000_000n;
  const step = (seconds = 60n) => (now += seconds);
  s.tx(
    step(),
    ['CPT.Transfer', ZERO, SCHEDULE, 55_000n],
    ['CPT.Transfer', ZERO, TOKENS, 45_000n],
    ['EmissionSchedule.DistributorSet', REWARDS],
    ['EmissionSchedule.PoolSet', BOB],
    ['EmissionSchedule.ParameterSet', text('poolYieldBps'), 300],
    ['MerkleRewards.DelaySet', 43_200],
  );
  s.tx(
    step(),
    ['EmissionSchedule.PeriodReleased', USERS, 1, 700, 1_000],
    ['EmissionSchedule.Released', USERS, 1_000, 1],
    ['MerkleRewards.RewardsFunded', USERS, 1_000, 1_000],
    ['CPT.Transfer', SCHEDULE, REWARDS, 1_000n],
  );
  s.tx(
    step(),
    ['EmissionSchedule.PoolRestReleased', 1, 300, 9_000, 50],
    ['EmissionSchedule.Released', LP_POOL, 400, 1],
    ['MerkleRewards.RewardsFunded', LP_POOL, 400, 400],
    ['CPT.Transfer', SCHEDULE, REWARDS, 400n],
  );
  // A root that was vetoed, one that nobody accepted, and one in force.
  s.tx(step(), ['MerkleRewards.RootPublished', USERS, word(1), 900, word(11), 5_000_000]);
  s.tx(step(), ['MerkleRewards.RootVetoed', USERS, word(1), 'wrong']);
  s.tx(step(), ['MerkleRewards.RootPublished', USERS, word(2), 800, word(12), 5_000_001]);
  s.tx(step(), ['MerkleRewards.RootPublished', USERS, word(3), 700, word(13), 5_000_002]);
  const acceptedAt = step();
  s.tx(acceptedAt, ['MerkleRewards.RootAccepted', USERS, word(3), 700, word(13)]);
  s.tx(step(), ['MerkleRewards.RewardClaimed', USERS, ALICE, ALICE, 100]);
  s.tx(
    step(),
    ['MerkleRewards.RewardClaimed', USERS, ALICE, BOB, 50],
    ['MerkleRewards.RewardClaimed', USERS, BOB, BOB, 20],
    ['MerkleRewards.ClaimSkipped', USERS, BOB, 10],
  );
  s.tx(step(), ['MerkleRewards.RootPublished', LP_POOL, word(4), 400, word(14), 5_000_003]);
  const lpAcceptedAt = step();
  s.tx(lpAcceptedAt, ['MerkleRewards.RootAccepted', LP_POOL, word(4), 400, word(14)]);
  s.tx(
    step(),
    ['MerkleRewards.RewardClaimed', LP_POOL, ALICE, ALICE, 40],
    ['CPT.Transfer', REWARDS, VESTING, 20n],
    ['CPT.Transfer', REWARDS, ALICE, 20n],
    ['RewardVesting.VestingAdded', ALICE, 20, 0, 7_000_000],
    ['RewardVesting.VestingAdded', ALICE, 10, 0, 7_000_100],
    ['RewardVesting.VestingAdded', ALICE, 5, 1, 7_700_000],
  );
  s.tx(step(), ['RewardVesting.VestedClaimed', ALICE, BOB, 12], ['CPT.Transfer', VESTING, BOB, 12n]);
  // What was claimed, less the half that vests, and what of that was paid.
  s.expect('{ protocol(id: "0x00") { cptSupply cptCirculating } }', {
    protocol: { cptSupply: 100_000n, cptCirculating: 170n + 20n + 12n },
  });

  s.expect('{ rewardInputs(orderBy: id) { kind accounts numbers } }', {
    rewardInputs: [
      { kind: 'DistributorSet', accounts: [REWARDS], numbers: [] },
      { kind: 'Released', accounts: [], numbers: [USERS, 1_000, 1].map(String) },
      { kind: 'Released', accounts: [], numbers: [LP_POOL, 400, 1].map(String) },
    ],
  });
  s.expect(
    `{ programmes(orderBy: id) { name released periods funded allocated claimed claimCount root { root state decidedAt } pending { id }
        accounts(orderBy: claimed) { account { id } claimed } } }`,
    {
      programmes: [
        {
          name: 'Users',
          released: 1_000n,
          periods: 1,
          funded: 1_000n,
          allocated: 700n,
          claimed: 170n,
          claimCount: 3,
          root: { root: word(3), state: 'Accepted', decidedAt: acceptedAt },
          pending: null,
          accounts: [
            { account: { id: BOB }, claimed: 20n },
            { account: { id: ALICE }, claimed: 150n },
          ],
        },
        {
          name: 'LpPool',
          released: 400n,
          periods: 1,
          funded: 400n,
          allocated: 400n,
          claimed: 40n,
          claimCount: 1,
          root: { root: word(4), state: 'Accepted', decidedAt: lpAcceptedAt },
          pending: null,
          accounts: [{ account: { id: ALICE }, claimed: 40n }],
        },
      ],
    },
  );
  s.expect('{ programmeRoots(orderBy: acceptableAt) { root total contentHash state reason } }', {
    programmeRoots: [
      { root: word(1), total: 900n, contentHash: word(11), state: 'Vetoed', reason: 'wrong' },
      { root: word(2), total: 800n, contentHash: word(12), state: 'Replaced', reason: null },
      { root: word(3), total: 700n, contentHash: word(13), state: 'Accepted', reason: null },
      { root: word(4), total: 400n, contentHash: word(14), state: 'Accepted', reason: null },
    ],
  });
  s.expect(
    '{ programmePeriods { programme { id } period volume amount } poolRests { weeks amount poolValue cptPrice } skippedClaims { account cumulative } }',
    {
      programmePeriods: [{ programme: { id: code(USERS) }, period: 1n, volume: 700n, amount: 1_000n }],
      poolRests: [{ weeks: 1n, amount: 300n, poolValue: 9_000n, cptPrice: 50n }],
      skippedClaims: [{ account: BOB, cumulative: 10n }],
    },
  );
  s.expect(
    '{ rewardVestingAccounts { id added paid tranches(orderBy: start) { amount start } payments { recipient amount } } }',
    {
      rewardVestingAccounts: [
        {
          id: ALICE,
          added: 35n,
          paid: 12n,
          tranches: [
            { amount: 30n, start: 7_000_100n },
            { amount: 5n, start: 7_700_000n },
          ],
          payments: [{ recipient: BOB, amount: 12n }],
        },
      ],
    },
  );
  return s;
}
