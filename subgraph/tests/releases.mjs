import { account, addressOf, id, word } from './lib/scenario.mjs';

const MARKET = addressOf('JobMarket');
const VAULT = addressOf('Vault');
const [ALICE, BOB, PROVIDER] = [account(1), account(2), account(3)];
const COMPLETED = 1;
const WINDOW_ELAPSED = 11;
const START = 1_700_000_000n;
/** Everything is held back: the price of a job, of which 4% are the fee, and a tenth of that the payer's discount. */
const HELD = 1_000_000n;
const [FEE, DISCOUNT] = [36_000n, 4_000n];
const PAID = HELD - FEE - DISCOUNT;

/** Jobs released by one call: the vault moves the money of neighbours of one payer and provider in one sum. */
export default function releases(scenario) {
  const s = scenario('releases: several jobs, one move of the vault');
  let now = START;
  const step = () => (now += 60n);
  const settled = (jobId) => ['JobMarket.JobSettled', jobId, WINDOW_ELAPSED, PAID, FEE, DISCOUNT, HELD];
  const released = (payer, jobs) => [
    ...['Vault.Released', payer, PROVIDER, MARKET],
    ...[PAID, FEE, DISCOUNT, HELD].map((part) => part * jobs),
    1,
  ];

  s.tx(step(), ['ProviderRegistry.ProviderRegistered', 1, PROVIDER, PROVIDER, 'ipfs://p']);
  for (const who of [ALICE, BOB]) {
    s.tx(step(), ['Vault.Deposited', who, who, 9_000_000n], ['USDC.Transfer', who, VAULT, 9_000_000n]);
  }
  const open = (jobId, payer, escrow) =>
    s.tx(
      step(),
      ['Vault.Escrowed', payer, MARKET, escrow],
      ['JobMarket.JobOpened', jobId, payer, 1, 1, payer, 1, 3600, 1_000_000, escrow, 400, 1_000, word(1)],
    );
  // Each is acknowledged by its report, which pays `early` times the price of a job.
  const reported = (jobId, payer, early) => [
    ['JobMarket.JobAcknowledged', jobId],
    ['JobMarket.JobStarted', jobId, now],
    ...(early === 0n ? [] : [released(payer, early)]),
    [
      ...['JobMarket.JobReported', jobId, COMPLETED, 0, 3600, HELD * (early + 1n), 0],
      ...[PAID, FEE, DISCOUNT].map((part) => part * early),
      ...[HELD, word(2)],
    ],
  ];
  for (const [index, payer] of [ALICE, ALICE, BOB, ALICE, ALICE, ALICE, ALICE].entries()) {
    open(index + 1, payer, HELD);
    s.tx(step(), ...reported(index + 1, payer, 0n));
  }
  s.tx(step(), settled(1), settled(2), released(ALICE, 2n), settled(3), released(BOB, 1n));
  // In the same transaction as a sum, reports that pay as much as the last of it, and as all of it.
  for (const [jobId, early] of [
    [8, 1n],
    [9, 2n],
  ]) {
    open(jobId, ALICE, HELD * (early + 1n));
    const left = Number(early) * 2 + 2;
    s.tx(step(), settled(left), settled(left + 1), released(ALICE, 2n), ...reported(jobId, ALICE, early));
  }

  const job = (number) => ({
    number,
    state: 'Settled',
    paid: PAID,
    fee: FEE,
    refunded: DISCOUNT,
    volume: HELD,
    discount: DISCOUNT,
    held: 0,
  });
  const running = (number, early) => ({
    ...job(number),
    state: 'Reported',
    paid: PAID * early,
    fee: FEE * early,
    refunded: DISCOUNT * early,
    volume: HELD * early,
    discount: DISCOUNT * early,
    held: HELD,
  });
  s.expect('{ jobs(orderBy: number) { number state paid fee refunded volume discount held } }', {
    jobs: [...[1, 2, 3, 4, 5, 6, 7].map(job), running(8, 1n), running(9, 2n)],
  });
  s.expect('{ vaultMoves(where: { kind: Released }, orderBy: id) { account { id } volume job { number } } }', {
    vaultMoves: [
      { account: { id: ALICE }, volume: HELD * 2n, job: null },
      { account: { id: BOB }, volume: HELD, job: { number: 3 } },
      { account: { id: ALICE }, volume: HELD * 2n, job: null },
      { account: { id: ALICE }, volume: HELD, job: { number: 8 } },
      { account: { id: ALICE }, volume: HELD * 2n, job: null },
      { account: { id: ALICE }, volume: HELD * 2n, job: { number: 9 } },
    ],
  });
  s.expect(`{ provider(id: "${id(1)}") { volume earned fees openJobs } protocol(id: "0x00") { gmv inEscrow } }`, {
    provider: { volume: HELD * 10n, earned: PAID * 10n, fees: FEE * 10n, openJobs: 2 },
    protocol: { gmv: HELD * 10n, inEscrow: HELD * 2n },
  });
  s.expect('{ reasonTotals(orderBy: id) { reason reported closed volume } }', {
    reasonTotals: [
      { reason: 'Completed', reported: 9, closed: 0, volume: HELD * 3n },
      { reason: 'WindowElapsed', reported: 0, closed: 7, volume: HELD * 7n },
    ],
  });
  return s;
}
