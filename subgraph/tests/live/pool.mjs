import { account, addressOf, id, text, word, ZERO } from '../lib/scenario.mjs';

const [ALICE, BOB, BORROWER, PAYER, OTHER] = Array.from({ length: 5 }, (_, n) => account(n + 1));
const UNIT = 1_000_000n;
const SHARE = 10n ** 12n;
const SCALE = 31_536_000_000_000n;
const START = 1_700_000_000n;
const NEVER = 1_099_511_627_775n;

const plain = (value) => {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return value;
};

/** Two holders, a line that pays and one that does not, an exit that is filled in parts and one that is cancelled. */
export async function pool(live, same) {
  const tx = async (...logs) => {
    for (const [which, ...values] of logs) await live.emit(which, ...values);
  };
  const POOL = addressOf('LendingPool');
  const deposited = (who, assets) => [
    ['LendingPool.Transfer', ZERO, who, assets * SHARE],
    ['LendingPool.Deposit', who, who, assets * UNIT, assets * SHARE],
  ];
  const book = (principal, rest = {}) => ({
    principal: principal * UNIT,
    impaired: 0n,
    nextEvent: NEVER,
    late: 0,
    raw: 0n,
    flow: 0n,
    at: START,
    ...rest,
  });
  const reported = (state, cash, reserve = 0n, covered = 0n) => [
    'LendingPool.BookReported',
    state,
    cash * UNIT,
    reserve * UNIT,
    covered * UNIT,
    0n,
  ];
  const terms = {
    descriptionHash: word(7),
    feedId: 3,
    units: 1_000n,
    pledged: 100n,
    cost: 900n * UNIT,
    expiry: 1_800_000_000n,
    marginBps: 700,
  };

  // What the figures below leave in it.
  await tx(['USDC.Transfer', ALICE, POOL, 1_257n * UNIT]);
  await tx(
    ['CreditLines.ParameterSet', text('kinkBps'), 8_000n],
    ['LendingPool.ParameterSet', text('notice'), 86_400n],
  );
  await tx(...deposited(ALICE, 1_000n));
  await tx(...deposited(BOB, 500n));
  await tx(['CreditLines.LineOpened', 1, BORROWER, 400n * UNIT, 1_000, 1_710_000_000n, 10]);
  await tx(['CreditLines.LineOpened', 2, OTHER, 300n * UNIT, 900, 1_710_000_000n, 10]);
  await tx(
    ['CreditLines.LotOpened', 1, 1, terms],
    ['CreditLines.Drawn', 1, 1, BORROWER, 300n * UNIT],
    ['CreditLines.RateSet', 350, 2_000n],
    reported(book(300n, { flow: 300n * UNIT * 1_000n * 90n }), 1_200n),
    ['LendingPool.Lent', BORROWER, 300n * UNIT],
  );
  await tx(
    ['CreditLines.LotOpened', 2, 2, terms],
    ['CreditLines.Drawn', 2, 2, OTHER, 200n * UNIT],
    reported(book(500n), 1_000n),
    ['LendingPool.Lent', OTHER, 200n * UNIT],
  );
  await tx(['CreditLines.LotUpdated', 1, 600n, 50n]);
  // 20 of interest, of it 2 for the fund; 80 of principal.
  await tx(['CreditLines.Repaid', 1, 1, PAYER, 20n * UNIT, 80n * UNIT, 2n * UNIT], reported(book(420n), 1_098n, 2n));
  await tx(['LendingPool.ReservePushed', 2n * UNIT]);

  await tx(
    ['LendingPool.Transfer', ALICE, POOL, 400n * SHARE],
    ['LendingPool.RedeemRequest', ALICE, ALICE, 1, ALICE, 400n * SHARE],
  );
  await tx(
    ['LendingPool.Transfer', BOB, POOL, 100n * SHARE],
    ['LendingPool.RedeemRequest', BOB, BOB, 2, BOB, 100n * SHARE],
  );
  await tx(['LendingPool.OperatorSet', ALICE, OTHER, true], ['LendingPool.Approval', ALICE, OTHER, 5n]);
  await tx(
    ['LendingPool.Transfer', POOL, ZERO, 150n * SHARE],
    ['LendingPool.QueueFilled', 150n * SHARE, 151n * UNIT, 150n * SHARE],
  );
  await tx(
    ['LendingPool.RedeemRequestCancelled', 2, BOB, BOB, 100n * SHARE],
    ['LendingPool.Transfer', POOL, BOB, 100n * SHARE],
  );
  await tx(['LendingPool.RedeemClaimed', 1, ALICE, PAYER, ALICE, 150n * SHARE, 151n * UNIT]);
  await tx(
    ['LendingPool.Transfer', BOB, ZERO, 10n * SHARE],
    ['LendingPool.Withdraw', BOB, BOB, BOB, 10n * UNIT, 10n * SHARE],
  );
  // Staked for perks, some of it back at once, the rest left to ripen.
  const STAKES = addressOf('PerkStake');
  await tx(
    ['PerkStake.Staked', BOB, 50n * SHARE, START + 604_800n],
    ['LendingPool.Transfer', BOB, STAKES, 50n * SHARE],
  );
  await tx(['PerkStake.Unstaked', BOB, 20n * SHARE, 0n], ['LendingPool.Transfer', STAKES, BOB, 20n * SHARE]);
  // The second line is given up: half covered by the fund, then written off, then something comes after all.
  await tx(
    ['CreditLines.LineMarked', 2, 10_000, 200n * UNIT, 200n * UNIT],
    ['LendingPool.LossRecognised', 200n * UNIT, 60n * UNIT],
    reported(book(420n, { impaired: 200n * UNIT, late: 1 }), 997n, 0n, 60n),
  );
  await tx(['LendingPool.CoverFailed', 40n * UNIT]);
  await tx(['LendingPool.LossCovered', 40n * UNIT]);
  await tx(
    ['LendingPool.CoverReturned', 10n * UNIT],
    reported(book(420n, { impaired: 200n * UNIT, late: 1 }), 1_027n, 10n, 90n),
  );
  await tx(['CreditLines.LineWrittenOff', 2, 200n * UNIT], reported(book(220n), 1_027n, 10n));
  await tx(
    ['CreditLines.Repaid', 1, 1, PAYER, 0n, 220n * UNIT, 0n],
    ['CreditLines.LineClosed', 1],
    reported(book(0n, { raw: 3n * SCALE }), 1_247n, 10n),
  );

  await live.caughtUp();
  const expect = (query, expected) => same(query, plain(expected));
  await expect('{ perkStakes { id keeper changes(orderBy: shares) { shares } } }', {
    perkStakes: [{ id: BOB, keeper: STAKES, changes: [{ shares: -20n * SHARE }, { shares: 50n * SHARE }] }],
  });
  await expect(
    `{ lendingPool(id: "0x00") { cash reserve claimable principal impaired covered supply totalAssets late curveBps deposited withdrawn claimed lent repaid
       interestPaid reservePushed coveredTotal coverReturned losses writtenOff requestCount pendingShares filledTo queueEnd } }`,
    {
      lendingPool: {
        cash: 1_247n * UNIT,
        reserve: 10n * UNIT,
        claimable: '0',
        principal: '0',
        impaired: '0',
        covered: '0',
        supply: 1_340n * SHARE,
        totalAssets: 1_247n * UNIT + 3n,
        late: 0,
        curveBps: 350,
        deposited: 1_500n * UNIT,
        withdrawn: 10n * UNIT,
        claimed: 151n * UNIT,
        lent: 500n * UNIT,
        repaid: 320n * UNIT,
        interestPaid: 20n * UNIT,
        reservePushed: 2n * UNIT,
        coveredTotal: 100n * UNIT,
        coverReturned: 10n * UNIT,
        losses: 200n * UNIT,
        writtenOff: 200n * UNIT,
        requestCount: '2',
        pendingShares: 250n * SHARE,
        filledTo: 150n * SHARE,
        queueEnd: 500n * SHARE,
      },
    },
  );
  await expect(
    `{ rewardInputs(orderBy: id, first: 1, where: { kind: SharesMoved, accounts_contains: ["${POOL}"] }) { accounts numbers } }`,
    { rewardInputs: [{ accounts: [ALICE, POOL], numbers: [(400n * SHARE).toString()] }] },
  );
  await expect('{ poolHolders(orderBy: id) { account { id } shares deposited withdrawn claimed } }', {
    poolHolders: [
      { account: { id: ALICE }, shares: 600n * SHARE, deposited: 1_000n * UNIT, withdrawn: '0', claimed: 151n * UNIT },
      { account: { id: BOB }, shares: 460n * SHARE, deposited: 500n * UNIT, withdrawn: 10n * UNIT, claimed: '0' },
      { account: { id: POOL }, shares: 250n * SHARE, deposited: '0', withdrawn: '0', claimed: '0' },
      { account: { id: STAKES }, shares: 30n * SHARE, deposited: '0', withdrawn: '0', claimed: '0' },
    ],
  });
  await expect(
    '{ exitRequests(orderBy: number) { number start end cancelledShares claimedShares claimedAssets claims(orderBy: blockNumber) { receiver assets } } }',
    {
      exitRequests: [
        {
          number: '1',
          start: '0',
          end: 400n * SHARE,
          cancelledShares: '0',
          claimedShares: 150n * SHARE,
          claimedAssets: 151n * UNIT,
          claims: [{ receiver: PAYER, assets: 151n * UNIT }],
        },
        {
          number: '2',
          start: 400n * SHARE,
          end: 500n * SHARE,
          cancelledShares: 100n * SHARE,
          claimedShares: '0',
          claimedAssets: '0',
          claims: [],
        },
      ],
    },
  );
  await expect(
    `{ creditLines(orderBy: number) { number state principal drawn repaid interestPaid toReserve markBps impaired writtenOff
       marks { markBps owed } lots { id unsold pledged drawn repaid repayments(orderBy: blockNumber) { interest principal } draws(orderBy: blockNumber) { amount } } } }`,
    {
      creditLines: [
        {
          number: '1',
          state: 'Closed',
          principal: '0',
          drawn: 300n * UNIT,
          repaid: 300n * UNIT,
          interestPaid: 20n * UNIT,
          toReserve: 2n * UNIT,
          markBps: null,
          impaired: '0',
          writtenOff: '0',
          marks: [],
          lots: [
            {
              id: id(1),
              unsold: '600',
              pledged: '50',
              drawn: 300n * UNIT,
              repaid: 300n * UNIT,
              repayments: [
                { interest: 20n * UNIT, principal: 80n * UNIT },
                { interest: '0', principal: 220n * UNIT },
              ],
              draws: [{ amount: 300n * UNIT }],
            },
          ],
        },
        {
          number: '2',
          state: 'WrittenOff',
          principal: 200n * UNIT,
          drawn: 200n * UNIT,
          repaid: '0',
          interestPaid: '0',
          toReserve: '0',
          markBps: 10_000,
          impaired: '0',
          writtenOff: 200n * UNIT,
          marks: [{ markBps: 10_000, owed: 200n * UNIT }],
          lots: [
            {
              id: id(2),
              unsold: '1000',
              pledged: '100',
              drawn: 200n * UNIT,
              repaid: '0',
              repayments: [],
              draws: [{ amount: 200n * UNIT }],
            },
          ],
        },
      ],
    },
  );
  await expect(
    '{ poolLosses(orderBy: blockNumber) { kind amount covered } poolMovements(orderBy: blockNumber) { deposit assets } }',
    {
      poolLosses: [
        { kind: 'Recognised', amount: 200n * UNIT, covered: 60n * UNIT },
        { kind: 'CoverFailed', amount: 40n * UNIT, covered: '0' },
        { kind: 'Covered', amount: 40n * UNIT, covered: 40n * UNIT },
        { kind: 'CoverReturned', amount: 10n * UNIT, covered: '0' },
      ],
      poolMovements: [
        { deposit: true, assets: 1_000n * UNIT },
        { deposit: true, assets: 500n * UNIT },
        { deposit: false, assets: 10n * UNIT },
      ],
    },
  );
  await expect(
    '{ poolAllowances { owner { id } shares } poolOperators { operator approved } queueFills { shares assets } }',
    {
      poolAllowances: [{ owner: { id: ALICE }, shares: '5' }],
      poolOperators: [{ operator: OTHER, approved: true }],
      queueFills: [{ shares: 150n * SHARE, assets: 151n * UNIT }],
    },
  );
}
