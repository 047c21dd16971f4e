import { account, addressOf, code, id, text, word, ZERO } from './lib/scenario.mjs';

const [PAYER, FRIEND, OWNER] = [account(1), account(2), account(3)];
const [WALLET, FRIENDS_WALLET] = [account(11), account(12)];
const VAULT = addressOf('Vault');
const SUBSCRIPTIONS = addressOf('Subscriptions');
const REFERRALS = addressOf('Referrals');
const MARKET = addressOf('JobMarket');
const [SAAS, FEES] = [0, 1];
const DAY = 86_400n;
/** A Thursday, 00:00 UTC. */
const START = 2_893n * 7n * DAY;

const input = (kind, accounts, numbers) => ({ kind, accounts, numbers: numbers.map(String) });

/** Reviews, plans, loyalty and referrals of one payer and its friend. */
export default function perks(scenario) {
  const s = scenario('perks: reviews, subscriptions, counted spend, referrals and credit');
  let now = START + 100n;
  const step = (seconds = 60n) => (now += seconds);
  const deposit = (who, amount) =>
    s.tx(step(), ['USDC.Transfer', who, VAULT, amount], ['Vault.Deposited', who, who, amount]);
  /** A plan's payment as the vault sees it: all of it is fee, none of it a sale. */
  const take = (who, amount) => [
    ['Vault.Escrowed', who, SUBSCRIPTIONS, amount],
    ['Vault.Released', who, ZERO, SUBSCRIPTIONS, 0, amount, 0, 0, SAAS],
  ];

  s.tx(step(), ['ProviderRegistry.ProviderRegistered', 1, OWNER, OWNER, 'ipfs://p']);
  deposit(PAYER, 10_000n);
  deposit(REFERRALS, 1_000n);

  // Two jobs, settled and paid: 1,000 at 5% and 400 at 5%.
  for (const [job, paid] of [
    [1, 1_000n],
    [2, 400n],
  ]) {
    const fee = paid / 20n;
    s.tx(
      step(),
      ['Vault.Escrowed', PAYER, MARKET, paid],
      ['JobMarket.JobOpened', job, PAYER, 1, 1, PAYER, 4, 3600, 100_000, paid, 500, 0, word(77)],
    );
    s.tx(
      step(),
      ['Vault.Released', PAYER, OWNER, MARKET, paid - fee, fee, 0, paid, FEES],
      ['JobMarket.JobReported', job, 1, 0, 14_400, paid, 0, paid - fee, fee, 0, 0, word(9)],
      ['JobMarket.JobSettled', job, 1, 0, 0, 0, 0],
    );
  }
  s.tx(step(), ['Referrals.ReferrerSet', PAYER, FRIEND, 1]);

  // Reviews.
  s.tx(step(), ['Reviews.Reviewed', 1, PAYER, 1, 1, 4, 1_000, 50, 'ipfs://good']);
  s.tx(step(), ['Reviews.Reviewed', 2, PAYER, 1, 1, 1, 400, 20, 'ipfs://bad']);
  const answeredAt = step();
  s.tx(answeredAt, ['Reviews.ReviewAnswered', 2, 1, 'ipfs://sorry'], ['Reviews.ParameterSet', text('reviewWindow'), 1]);

  // Spend of two jobs on the first day, counted a week later.
  const day = START / DAY;
  step(7n * DAY);
  s.tx(now, ['Perks.SpendCounted', 1, PAYER, 1, day, 1_000, 50], ['Perks.SpendCounted', 2, PAYER, 1, day, 400, 20]);

  // Referral: fees vest, both sides are paid, one wallet is put in place.
  s.tx(step(), ['Referrals.FeesCounted', 1, PAYER, 1, 50, 50, 6], ['Referrals.FeesCounted', 2, PAYER, 1, 20, 70, 8]);
  s.tx(
    step(),
    ['Vault.Escrowed', REFERRALS, REFERRALS, 16],
    ['Referrals.CreditPaid', PAYER, FRIEND, WALLET, FRIENDS_WALLET, 8],
    ['Vault.Released', REFERRALS, WALLET, REFERRALS, 8, 0, 0, 0, FEES],
    ['Vault.Released', REFERRALS, FRIENDS_WALLET, REFERRALS, 8, 0, 0, 0, FEES],
  );
  s.tx(step(), ['Referrals.WalletCreated', PAYER, WALLET]);
  s.tx(
    step(),
    ['Vault.Withdrawn', REFERRALS, OWNER, 100],
    ['USDC.Transfer', VAULT, OWNER, 100],
    ['Referrals.BudgetWithdrawn', OWNER, 100],
    ['Referrals.ParameterSet', text('credit'), 9],
  );

  // A plan bought, upgraded, renewed, cancelled; a friend's trial that lapsed.
  const firstEnd = now + 30n * DAY;
  s.tx(
    step(),
    ['Subscriptions.Subscribed', PAYER, 1, false, 50, firstEnd, true],
    ['Subscriptions.RenewalSet', PAYER, 1, false, true, 60],
    ...take(PAYER, 50n),
  );
  s.tx(
    step(),
    ['Subscriptions.SubscriptionUpgraded', PAYER, 1, 2, 100],
    ['Subscriptions.RenewalSet', PAYER, 2, true, true, 2_400],
    ...take(PAYER, 100n),
  );
  step(30n * DAY);
  const secondEnd = firstEnd + 365n * DAY;
  s.tx(now, ['Subscriptions.SubscriptionRenewed', PAYER, 2, true, 1_200, secondEnd], ...take(PAYER, 1_200n));
  s.tx(step(), ['Subscriptions.EnterprisePriceSet', PAYER, 900], ['Subscriptions.ParameterSet', text('proPrice'), 7]);
  const trialEnd = step() + 90n * DAY;
  s.tx(
    now,
    ['Subscriptions.TrialStarted', FRIEND, 3, trialEnd],
    ['Subscriptions.RenewalSet', FRIEND, 3, false, false, 0],
  );
  step(90n * DAY);
  s.tx(now, ['Subscriptions.SubscriptionLapsed', FRIEND, 3, now]);

  s.expect(`{ rewardInputs(orderBy: id, first: 20) { kind accounts numbers } }`, {
    rewardInputs: [
      input('ProviderOwned', [OWNER], [1]),
      input('Referred', [PAYER], []),
      input('Reviewed', [PAYER], [1]),
      input('Reviewed', [PAYER], [1]),
      input('SpendCounted', [PAYER], [1, day, 1_000, 50]),
      input('SpendCounted', [PAYER], [1, day, 400, 20]),
      input('CreditVested', [PAYER], [6]),
      input('CreditVested', [PAYER], [8]),
      input('WalletCreated', [WALLET], []),
      input('CreditTerm', [], [0, 9]),
      input('PlanPaid', [PAYER], [1, firstEnd]),
      input('RenewalSet', [PAYER], [1]),
      input('PlanPaid', [PAYER], [2]),
      input('RenewalSet', [PAYER], [1]),
      input('PlanPaid', [PAYER], [2, secondEnd]),
      input('PlanPaid', [FRIEND], [3, trialEnd]),
      input('RenewalSet', [FRIEND], [0]),
      input('PlanLapsed', [FRIEND], []),
    ],
  });
  s.expect(
    `{ provider(id: "${id(1)}") { reviewCount ratingSum reviewedVolume weightedRatingSum reviews(orderBy: reviewedAt) {
       job { number } payer { id } listing { number } rating paid fee uri answerUri answeredAt } }
       job(id: "${id(1)}") { review { rating } } }`,
    {
      provider: {
        reviewCount: 2,
        ratingSum: '5',
        reviewedVolume: '1400',
        weightedRatingSum: '4400',
        reviews: [
          {
            job: { number: '1' },
            payer: { id: PAYER },
            listing: { number: '1' },
            rating: 4,
            paid: '1000',
            fee: '50',
            uri: 'ipfs://good',
            answerUri: null,
            answeredAt: null,
          },
          {
            job: { number: '2' },
            payer: { id: PAYER },
            listing: { number: '1' },
            rating: 1,
            paid: '400',
            fee: '20',
            uri: 'ipfs://bad',
            answerUri: 'ipfs://sorry',
            answeredAt,
          },
        ],
      },
      job: { review: { rating: 4 } },
    },
  );
  s.expect(
    '{ spendDays { account { id countedSpend } day amount jobs } pairWeeks(orderBy: week) { week volume fees jobs reviews referralCredit } }',
    {
      spendDays: [{ account: { id: PAYER, countedSpend: '1400' }, day, amount: '1400', jobs: 2 }],
      pairWeeks: [
        { week: START / (7n * DAY), volume: '1400', fees: '70', jobs: 2, reviews: 2, referralCredit: '0' },
        { week: START / (7n * DAY) + 1n, volume: '0', fees: '0', jobs: 0, reviews: 0, referralCredit: '16' },
      ],
    },
  );
  s.expect(
    `{ account(id: "${PAYER}") { volume spent discounts enterprisePrice referral { referrer { id } fromJob fees vested paid
       payments { amount accountWallet { available } } } }
       creditWallets(orderBy: id) { id owner { id } created ledger { available } }
       budgetWithdrawals { amount } protocol(id: "0x00") { creditPaid reviewCount subscriptionRevenue discounts gmv } }`,
    {
      account: {
        volume: '1400',
        spent: '1400',
        discounts: '0',
        enterprisePrice: '900',
        referral: {
          referrer: { id: FRIEND },
          fromJob: '1',
          fees: '70',
          vested: '8',
          paid: '8',
          payments: [{ amount: '8', accountWallet: { available: '8' } }],
        },
      },
      creditWallets: [
        { id: WALLET, owner: { id: PAYER }, created: true, ledger: { available: '8' } },
        { id: FRIENDS_WALLET, owner: { id: FRIEND }, created: false, ledger: { available: '8' } },
      ],
      budgetWithdrawals: [{ amount: '100' }],
      protocol: { creditPaid: '16', reviewCount: 2, subscriptionRevenue: '1350', discounts: '0', gmv: '1400' },
    },
  );
  s.expect(
    `{ planSubscriptions(orderBy: id) { account { id } plan nextPlan yearly nextYearly autoRenew halfPrice trialUsed paidUntil maxPrice paid
       events(orderBy: timestamp) { kind plan amount } } revenueSource(id: "${code(SAAS)}") { uncollected } }`,
    {
      planSubscriptions: [
        {
          account: { id: PAYER },
          plan: 'Pro',
          nextPlan: 'Pro',
          yearly: true,
          nextYearly: true,
          autoRenew: true,
          halfPrice: true,
          trialUsed: false,
          paidUntil: secondEnd,
          maxPrice: '2400',
          paid: '1350',
          events: [
            { kind: 'Subscribed', plan: 'Starter', amount: '50' },
            { kind: 'RenewalSet', plan: 'Starter', amount: '0' },
            { kind: 'Upgraded', plan: 'Pro', amount: '100' },
            { kind: 'RenewalSet', plan: 'Pro', amount: '0' },
            { kind: 'Renewed', plan: 'Pro', amount: '1200' },
          ],
        },
        {
          account: { id: FRIEND },
          plan: 'Free',
          nextPlan: 'Free',
          yearly: false,
          nextYearly: false,
          autoRenew: false,
          halfPrice: false,
          trialUsed: true,
          paidUntil: '0',
          maxPrice: '0',
          paid: '0',
          events: [
            { kind: 'TrialStarted', plan: 'Enterprise', amount: '0' },
            { kind: 'RenewalSet', plan: 'Enterprise', amount: '0' },
            { kind: 'Lapsed', plan: 'Enterprise', amount: '0' },
          ],
        },
      ],
      revenueSource: { uncollected: '1350' },
    },
  );
  s.expect('{ parameters(orderBy: name) { name value } }', {
    parameters: [
      { name: 'credit', value: '9' },
      { name: 'proPrice', value: '7' },
      { name: 'reviewWindow', value: '1' },
    ],
  });
  return s;
}
