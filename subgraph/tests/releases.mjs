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
  for (const [index, payer] of [ALICE, ALICE, BOB].entries()) {
    const jobId = index + 1;
    s.tx(
      step(),
      ['Vault.Escrowed', payer, MARKET, HELD],
      ['JobMarket.JobOpened', jobId, payer, 1, 1, payer, 1, 3600, 1_000_000, HELD, 400, 1_000, word(1)],
    );
    // Acknowledged by its report.
    s.tx(
      step(),
      ['JobMarket.JobAcknowledged', jobId],
      ['JobMarket.JobStarted', jobId, now],
      ['JobMarket.JobReported', jobId, COMPLETED, 0, 3600, HELD, 0, 0, 0, 0, HELD, word(2)],
    );
  }
  s.tx(step(), settled(1), settled(2), released(ALICE, 2n), settled(3), released(BOB, 1n));

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
  s.expect('{ jobs(orderBy: number) { number state paid fee refunded volume discount held } }', {
    jobs: [job(1), job(2), job(3)],
  });
  s.expect('{ vaultMoves(where: { kind: Released }, orderBy: amount) { account { id } volume job { number } } }', {
    vaultMoves: [
      { account: { id: BOB }, volume: HELD, job: { number: 3 } },
      { account: { id: ALICE }, volume: HELD * 2n, job: null },
    ],
  });
  s.expect(`{ provider(id: "${id(1)}") { volume earned fees openJobs } protocol(id: "0x00") { gmv inEscrow } }`, {
    provider: { volume: HELD * 3n, earned: PAID * 3n, fees: FEE * 3n, openJobs: 0 },
    protocol: { gmv: HELD * 3n, inEscrow: 0 },
  });
  s.expect('{ reasonTotals(orderBy: id) { reason reported closed volume } }', {
    reasonTotals: [
      { reason: 'Completed', reported: 3, closed: 0, volume: 0 },
      { reason: 'WindowElapsed', reported: 0, closed: 3, volume: HELD * 3n },
    ],
  });
  return s;
}
