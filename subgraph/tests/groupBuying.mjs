import { account, addressOf, id, text, word, ZERO } from './lib/scenario.mjs';

const VAULT = addressOf('Vault');
const GROUP_BUY = addressOf('GroupBuy');
const COUPONS = addressOf('Coupons');
const [ALICE, BOB, VENDOR, WALLET, CREDIT, POOL] = [1, 2, 3, 4, 5, 6].map(account);
const TOKEN = 1n << 64n;
const RESALE = TOKEN + 1n;
const VALUE = 218n;
/** A voucher's id here: campaign and series, 8 bytes each. */
const voucher = (campaign, series) => `${id(campaign)}${id(series).slice(2)}`;

/** A campaign on credit from pledge to margin, one that misses, value vouchers and a coupon. */
export default function groupBuying(scenario) {
  const s = scenario('group buying: every unit of money of a campaign, vouchers in hands, claims and jobs, coupons');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };
  const single = (from, to, tokenId, amount) => ['Vouchers.TransferSingle', GROUP_BUY, from, to, tokenId, amount];
  const pay = (payer, payee, amount, refund = 0) => [
    'Vault.Released',
    payer,
    payee,
    GROUP_BUY,
    amount,
    0,
    refund,
    0,
    0,
  ];

  tx(
    ['USDC.Transfer', ALICE, VAULT, 2_000],
    ['Vault.Deposited', ALICE, ALICE, 1_000],
    ['Vault.Deposited', BOB, BOB, 1_000],
  );
  // ---- pledges: 30 and 20 at 10, of which Bob takes 10 back ----
  tx(['GroupBuy.Pledged', 1, ALICE, 30, 300], ['Vault.Escrowed', ALICE, GROUP_BUY, 300]);
  tx(['GroupBuy.Pledged', 1, BOB, 20, 200], ['Vault.Escrowed', BOB, GROUP_BUY, 200]);
  tx(['GroupBuy.PledgeWithdrawn', 1, BOB, 10, 100], pay(BOB, ZERO, 0, 100));
  const met = tx(
    ['GroupBuy.CampaignMet', 1, 40, 60, 9, 8, 4],
    ['GroupBuy.SeriesOpened', 1, TOKEN, 0, 9],
    ['Vouchers.KindOpened', TOKEN, 9, now + 10_000n],
    ['GroupBuy.SeriesOpened', 1, RESALE, 2_000, 10],
    ['Vouchers.KindOpened', RESALE, 10, now + 10_000n],
    ['GroupBuy.LotFinanced', 1, 7, 3, 240],
    ['USDC.Transfer', POOL, VAULT, 240],
    ['Vault.Deposited', GROUP_BUY, GROUP_BUY, 240],
    ['GroupBuy.VendorPaid', 1, VENDOR, 240, false],
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 240],
    pay(GROUP_BUY, VENDOR, 240),
  );
  tx(
    ['GroupBuy.PledgeSettled', 1, ALICE, 30, 270, 30],
    pay(ALICE, GROUP_BUY, 270, 30),
    ['GroupBuy.VendorPaid', 1, VENDOR, 120, false],
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 120],
    pay(GROUP_BUY, VENDOR, 120),
  );
  tx(
    ['GroupBuy.PledgeSettled', 1, BOB, 10, 90, 10],
    pay(BOB, GROUP_BUY, 90, 10),
    ['GroupBuy.VendorPaid', 1, VENDOR, 40, false],
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 40],
    pay(GROUP_BUY, VENDOR, 40),
  );
  tx(['GroupBuy.VouchersClaimed', TOKEN, ALICE, ALICE, 30], single(ZERO, ALICE, TOKEN, 30));
  // ---- resale, a gift, a refund ----
  tx(
    ['GroupBuy.VouchersSold', RESALE, BOB, BOB, 50, 500],
    ['Vault.Escrowed', BOB, GROUP_BUY, 500],
    pay(BOB, GROUP_BUY, 500),
    single(ZERO, BOB, RESALE, 50),
  );
  tx(['Vouchers.TransferBatch', BOB, BOB, ALICE, [RESALE], [5]], ['Vouchers.ApprovalForAll', BOB, COUPONS, true]);
  tx(
    ['GroupBuy.VouchersRefunded', RESALE, ALICE, 5, 50],
    single(ALICE, ZERO, RESALE, 5),
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 50],
    pay(GROUP_BUY, ALICE, 50),
  );
  // ---- a job: 12 vouchers, of which it spends 7.25 ----
  tx(
    ['VoucherDesk.WalletCreated', ALICE, WALLET],
    ['GroupBuy.VouchersRedeemed', TOKEN, ALICE, 12, 48],
    single(ALICE, ZERO, TOKEN, 12),
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 48],
    pay(GROUP_BUY, WALLET, 48),
    ['VoucherDesk.RedemptionOpened', 9, TOKEN, ALICE, WALLET, 12],
  );
  const closed = tx(
    ['Vault.Escrowed', WALLET, GROUP_BUY, 29],
    pay(WALLET, VENDOR, 29),
    ['GroupBuy.VouchersReturned', TOKEN, ALICE, 8, 4, 29],
    ['Vault.Escrowed', WALLET, GROUP_BUY, 19],
    pay(WALLET, GROUP_BUY, 19),
    ['VoucherDesk.RedemptionClosed', 9, ALICE, 4, 29],
    ['VoucherDesk.WalletEmptied', ALICE, ALICE, 0],
  );
  // ---- pool and revenue ----
  tx(
    ['GroupBuy.PoolRepaid', 1, 3, 245, 15],
    ['Vault.Withdrawn', GROUP_BUY, GROUP_BUY, 245],
    ['USDC.Transfer', VAULT, POOL, 245],
  );
  tx(
    ['GroupBuy.MarginPaid', 1, 20],
    ['Vault.Escrowed', GROUP_BUY, GROUP_BUY, 20],
    ['Vault.Released', GROUP_BUY, ZERO, GROUP_BUY, 0, 20, 0, 0, 4],
  );
  // ---- a campaign that misses, one that fails ----
  tx(['GroupBuy.Pledged', 2, ALICE, 10, 100], ['Vault.Escrowed', ALICE, GROUP_BUY, 100]);
  const missed = tx(
    ['GroupBuy.CampaignMissed', 2, 0, 10],
    ['GroupBuy.PledgeSettled', 2, ALICE, 10, 0, 100],
    pay(ALICE, ZERO, 0, 100),
  );
  const failed = tx(
    ['GroupBuy.CampaignFailed', 3, 1, word(8)],
    ['GroupBuy.Recovered', 3, BOB, 40],
    ['Vault.Escrowed', BOB, GROUP_BUY, 40],
    pay(BOB, GROUP_BUY, 40),
    ['GroupBuy.FailureShared', 3, 40, 100],
    ['GroupBuy.ParameterSet', text('closeTerm'), 259_200],
  );
  // ---- value vouchers and a coupon ----
  tx(
    ['USDC.Transfer', ALICE, VAULT, 400_000_000],
    ['Vault.Deposited', ALICE, ALICE, 400_000_000],
    ['Vouchers.ValueSold', ALICE, ALICE, VALUE, 4, 400_000_000],
    single(ZERO, ALICE, VALUE, 4),
  );
  tx(['Coupons.BatchCreated', 1, ALICE, VALUE, 1, 2, now + 90_000n, word(5)], single(ALICE, COUPONS, VALUE, 2), [
    'Coupons.CouponCommitted',
    BOB,
    word(6),
  ]);
  tx(['Coupons.CouponClaimed', 1, BOB, BOB, word(7), 1], single(COUPONS, BOB, VALUE, 1));
  tx(['Coupons.BatchReclaimed', 1, ALICE, 1], single(COUPONS, ALICE, VALUE, 1));
  tx(['Vouchers.ValueRedeemed', BOB, CREDIT, VALUE, 1, 100_000_000], single(BOB, ZERO, VALUE, 1));
  tx(['Vouchers.ValueRefunded', ALICE, VALUE, 1, 100_000_000], single(ALICE, ZERO, VALUE, 1));

  s.expect(
    `{ campaign(id: "${id(1)}") { state pledged settled stock price unitDue resaleBps lotId paidIn drawn toVendor toPool toRevenue refunded cash inJobs closedAt
         pledges(orderBy: id) { account { id } units escrow charged refunded }
         vouchers(orderBy: id) { number price supply claimable inJobs holdings(orderBy: id) { account { id } amount claimable } } }
       missed: campaign(id: "${id(2)}") { state missReason closedAt pledges { units escrow charged refunded } }
       failed: campaign(id: "${id(3)}") { state failReason failedAt pot claims paidIn cash }
       groupBuying(id: "0x00") { pledged cash inJobs valueVouchers valueRedeemed valueRefunded }
       account(id: "${GROUP_BUY}") { available escrowed } }`,
    {
      campaign: {
        state: 'Met',
        pledged: 40,
        settled: 40,
        stock: 15,
        price: 9,
        unitDue: 4,
        resaleBps: 2_000,
        lotId: 3,
        // 270 + 90 + 500 paid in, 240 drawn
        paidIn: 860,
        drawn: 240,
        // 240 + 120 + 40 in advance, 29 by the job
        toVendor: 429,
        toPool: 245,
        toRevenue: 20,
        refunded: 50,
        cash: 356,
        inJobs: 0,
        closedAt: met,
        pledges: [
          { account: { id: ALICE }, units: 0, escrow: 0, charged: 270, refunded: 30 },
          { account: { id: BOB }, units: 0, escrow: 0, charged: 90, refunded: 10 },
        ],
        vouchers: [
          {
            number: TOKEN,
            price: 9,
            supply: 18,
            claimable: 14,
            inJobs: 0,
            holdings: [
              { account: { id: ALICE }, amount: 18, claimable: 4 },
              { account: { id: BOB }, amount: 0, claimable: 10 },
            ],
          },
          {
            number: RESALE,
            price: 10,
            supply: 45,
            claimable: 0,
            inJobs: 0,
            holdings: [
              { account: { id: ALICE }, amount: 0, claimable: 0 },
              { account: { id: BOB }, amount: 45, claimable: 0 },
            ],
          },
        ],
      },
      missed: {
        state: 'Missed',
        missReason: 'BelowMinimum',
        closedAt: missed,
        pledges: [{ units: 0, escrow: 0, charged: 0, refunded: 100 }],
      },
      failed: {
        state: 'Failed',
        failReason: 'InvoiceMissing',
        failedAt: failed,
        pot: 40,
        claims: 100,
        paidIn: 40,
        cash: 40,
      },
      groupBuying: {
        pledged: 0,
        cash: 396,
        inJobs: 0,
        valueVouchers: 2,
        valueRedeemed: 100_000_000,
        valueRefunded: 100_000_000,
      },
      account: { available: 396, escrowed: 0 },
    },
  );
  s.expect(
    `{ redemption(id: "${id(9)}") { voucher { number } holder { id } wallet { id owner { id } emptied } vouchers open returned paid closedAt }
       couponBatch(id: "${id(1)}") { sponsor { id } voucher { number price expiresAt } perCode codes left reclaimed claims { account { id } count } }
       couponCommitments { sender { id } commitment }
       voucher(id: "${voucher(0, VALUE)}") { campaign { id } supply holdings(orderBy: id, where: { amount_gt: 0 }) { account { id } amount } }
       valueVoucherActs(orderBy: timestamp) { kind account { id } to { id } count amount }
       voucherApprovals { account { id } approved }
       campaignMoves(where: { kind_in: [Sold, Returned, Recovered] }, orderBy: timestamp) { kind units amount } }`,
    {
      redemption: {
        voucher: { number: TOKEN },
        holder: { id: ALICE },
        wallet: { id: WALLET, owner: { id: ALICE }, emptied: 0 },
        vouchers: 12,
        open: false,
        returned: 4,
        paid: 29,
        closedAt: closed,
      },
      couponBatch: {
        sponsor: { id: ALICE },
        voucher: { number: VALUE, price: 100_000_000, expiresAt: (VALUE + 1n) * 7_776_000n + 31_536_000n },
        perCode: 1,
        codes: 2,
        left: 0,
        reclaimed: 1,
        claims: [{ account: { id: BOB }, count: 1 }],
      },
      couponCommitments: [{ sender: { id: BOB }, commitment: word(6) }],
      voucher: { campaign: null, supply: 2, holdings: [{ account: { id: ALICE }, amount: 2 }] },
      valueVoucherActs: [
        { kind: 'Sold', account: { id: ALICE }, to: { id: ALICE }, count: 4, amount: 400_000_000 },
        { kind: 'Redeemed', account: { id: BOB }, to: { id: CREDIT }, count: 1, amount: 100_000_000 },
        { kind: 'Refunded', account: { id: ALICE }, to: { id: ALICE }, count: 1, amount: 100_000_000 },
      ],
      voucherApprovals: [{ account: { id: BOB }, approved: true }],
      campaignMoves: [
        { kind: 'Sold', units: 50, amount: 500 },
        { kind: 'Returned', units: 4, amount: 29 },
        { kind: 'Recovered', units: 0, amount: 40 },
      ],
    },
  );
  return s;
}
