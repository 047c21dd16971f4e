import { account, addressOf, id, word } from './lib/scenario.mjs';

const MARKET = addressOf('JobMarket');
const VAULT = addressOf('Vault');
const PAYER = account(1);
const OWNERS = [account(3), account(4)];
const COMPLETED = 1;
const START = 1_700_000_000n;
const ESCROW = 1_200_000n;
const COST = 1_000_000n;

/** What listings promise and runs miss: on jobs, on scorecards, in the series, and nothing of it lost from the escrow. */
export default function sla(scenario) {
  const s = scenario('sla: misses and credits on jobs, scorecards and series');
  let now = START;
  const step = () => (now += 60n);

  s.tx(step(), ['Vault.Deposited', PAYER, PAYER, 10_000_000n], ['USDC.Transfer', PAYER, VAULT, 10_000_000n]);
  for (const [n, owner] of OWNERS.entries()) {
    s.tx(step(), ['ProviderRegistry.ProviderRegistered', n + 1, owner, owner, 'ipfs://p']);
  }

  /** One job of a provider that missed something; credit: of 1,000,000. */
  const run = (jobId, provider, measured, credits, credit) => {
    const cost = COST - credit;
    const refund = ESCROW - cost;
    s.tx(
      step(),
      ['Vault.Escrowed', PAYER, MARKET, ESCROW],
      ['JobMarket.JobOpened', jobId, PAYER, provider, provider, PAYER, 4, 3600, 100_000, ESCROW, 0, 0, word(1)],
      ['JobMarket.JobAcknowledged', jobId],
      ['JobMarket.JobStarted', jobId, now],
    );
    s.tx(
      step(),
      ['JobMarket.SlaMissed', jobId, ...measured, ...credits, credit],
      ['Vault.Released', PAYER, cost === 0n ? PAYER : OWNERS[provider - 1], MARKET, cost, 0, refund, cost, 1],
      ...(cost === 0n
        ? [['JobMarket.JobRefunded', jobId, COMPLETED, 0, 0, 0, refund]]
        : [
            ['JobMarket.JobReported', jobId, COMPLETED, 0, 1, cost, credit, cost, 0, refund, 0, word(2)],
            ['JobMarket.JobSettled', jobId, COMPLETED, 0, 0, 0, 0],
          ]),
    );
  };
  run(1, 1, [9_850, 10_000], [2_000, 0], 200_000n);
  run(2, 1, [10_000, 5_000], [0, 3_000], 300_000n);
  run(3, 1, [9_950, 5_000], [500, 3_000], 350_000n);
  run(4, 2, [0, 0], [10_000, 3_000], COST);

  const miss = (number, kind, uptimeBps, throughputBps, credit) => ({
    job: { number },
    kind,
    uptimeBps,
    throughputBps,
    credit,
  });
  s.expect('{ slaMisses(orderBy: timestamp) { job { number } kind uptimeBps throughputBps credit } }', {
    slaMisses: [
      miss(1, 'Uptime', 9_850, 10_000, 200_000),
      miss(2, 'Throughput', 10_000, 5_000, 300_000),
      miss(3, 'Both', 9_950, 5_000, 350_000),
      miss(4, 'Both', 0, 0, 1_000_000),
    ],
  });
  s.expect('{ jobs(orderBy: number) { cost slaCredit state slaMiss { kind uptimeCreditBps throughputCreditBps } } }', {
    jobs: [
      {
        cost: 800_000,
        slaCredit: 200_000,
        state: 'Settled',
        slaMiss: { kind: 'Uptime', uptimeCreditBps: 2_000, throughputCreditBps: 0 },
      },
      {
        cost: 700_000,
        slaCredit: 300_000,
        state: 'Settled',
        slaMiss: { kind: 'Throughput', uptimeCreditBps: 0, throughputCreditBps: 3_000 },
      },
      {
        cost: 650_000,
        slaCredit: 350_000,
        state: 'Settled',
        slaMiss: { kind: 'Both', uptimeCreditBps: 500, throughputCreditBps: 3_000 },
      },
      {
        cost: 0,
        slaCredit: 1_000_000,
        state: 'Refunded',
        slaMiss: { kind: 'Both', uptimeCreditBps: 10_000, throughputCreditBps: 3_000 },
      },
    ],
  });
  s.expect('{ providers(orderBy: number) { slaCredit slaMisses uptimeMisses throughputMisses earned refunded } }', {
    providers: [
      {
        slaCredit: 850_000,
        slaMisses: 3,
        uptimeMisses: 2,
        throughputMisses: 2,
        earned: 2_150_000,
        refunded: 1_450_000,
      },
      { slaCredit: 1_000_000, slaMisses: 1, uptimeMisses: 1, throughputMisses: 1, earned: 0, refunded: 1_200_000 },
    ],
  });
  s.expect('{ protocol(id: "0x00") { slaCredits slaMisses escrowed paid fees refunded held } }', {
    protocol: {
      slaCredits: 1_850_000,
      slaMisses: 4,
      escrowed: 4n * ESCROW,
      paid: 2_150_000,
      fees: 0,
      refunded: 2_650_000,
      held: 0,
    },
  });

  s.tx(now + 100_000n, ['JobMarket.StatusRefreshed', true, false]);
  s.expect(
    `{ slaStats_collection(interval: day, where: { provider: "${id(1)}" }) { kind misses credit worstMissedUptimeBps totalCredit } }`,
    {
      slaStats_collection: [
        { kind: 'Uptime', misses: 1, credit: 200_000, worstMissedUptimeBps: 150, totalCredit: 200_000 },
        { kind: 'Throughput', misses: 1, credit: 300_000, worstMissedUptimeBps: 0, totalCredit: 300_000 },
        { kind: 'Both', misses: 1, credit: 350_000, worstMissedUptimeBps: 50, totalCredit: 350_000 },
      ],
    },
  );
  return s;
}
