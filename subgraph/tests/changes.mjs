import { account, addressOf, id, word } from './lib/scenario.mjs';

const MARKET = addressOf('JobMarket');
const VAULT = addressOf('Vault');
const [PAYER, PROVIDER, MODULE] = [account(1), account(3), account(5)];
const REASON = { Completed: 1, CancelledFee: 3, NotAcknowledged: 4, WindowElapsed: 11, Preempted: 15, Stopped: 16 };
const FEE_BPS = 400n;
const DEPOSIT = 10_000_000n;
const UNITS = 4;

const feeOf = (gross) => (gross * FEE_BPS + 9_999n) / 10_000n;

/** Jobs that are topped up, extended, ended by notice, taken over, and opened by modules. */
export default function changes(scenario) {
  const s = scenario('jobs that change: money and time added, notice, backups, modules; law D with all of it');
  let now = 1_700_000_000n;
  const step = () => (now += 60n);
  const left = {};
  const totals = { escrowed: 0n, toppedUp: 0n, extended: 0n, paid: 0n, fees: 0n, refunded: 0n };

  const taken = (amount) => ['Vault.Escrowed', PAYER, MARKET, amount];
  const opened = (jobId, listing, escrow, spec = word(77)) => {
    totals.escrowed += escrow;
    left[jobId] = escrow;
    return ['JobMarket.JobOpened', jobId, PAYER, listing, listing, PAYER, UNITS, 3600, 100_000, escrow, 400, 0, spec];
  };
  const added = (jobId, key, amount) => {
    totals[key] += amount;
    left[jobId] += amount;
    return left[jobId];
  };
  const run = (jobId) => s.tx(step(), ['JobMarket.JobAcknowledged', jobId], ['JobMarket.JobStarted', jobId, now]);
  /** gross to the provider, refund to the payer, and how the market says it: (paid, fee) => log */
  const released = (jobId, gross, refund, said) => {
    const fee = feeOf(gross);
    totals.paid += gross - fee;
    totals.fees += fee;
    totals.refunded += refund;
    left[jobId] -= gross + refund;
    const payee = gross === 0n ? PAYER : PROVIDER;
    return [['Vault.Released', PAYER, payee, MARKET, gross - fee, fee, refund, gross, 1], said(gross - fee, fee)];
  };
  const reported = (jobId, reason, usage, cost, early) => {
    const refund = left[jobId] - cost;
    const [held, hash] = [cost - early, word(9)];
    s.tx(
      step(),
      ...released(jobId, early, refund, (paid, fee) => {
        return ['JobMarket.JobReported', jobId, reason, 0, usage, cost, 0, paid, fee, refund, held, hash];
      }),
    );
  };
  const refunded = (jobId, reason, gross = 0n) => {
    const refund = left[jobId] - gross;
    return released(jobId, gross, refund, (paid, fee) => [
      'JobMarket.JobRefunded',
      jobId,
      reason,
      0,
      paid,
      fee,
      refund,
    ]);
  };

  s.tx(
    step(),
    ['ProviderRegistry.ProviderRegistered', 1, PROVIDER, PROVIDER, 'ipfs://1'],
    ['ProviderRegistry.ProviderRegistered', 2, account(4), PROVIDER, 'ipfs://2'],
    ['JobMarket.ProviderRefreshed', 1, PROVIDER, 4, 2_000_000_000, FEE_BPS, 1_000_000],
    ['JobMarket.ProviderRefreshed', 2, PROVIDER, 4, 2_000_000_000, FEE_BPS, 300_000],
  );
  s.tx(step(), ['Vault.Deposited', PAYER, PAYER, DEPOSIT], ['USDC.Transfer', PAYER, VAULT, DEPOSIT]);

  // 1: more money before it is taken, more time while it runs; reported, its hold-back waits
  s.tx(step(), opened(1, 1, 480_000n), taken(480_000n));
  s.tx(step(), taken(100_000n), ['JobMarket.JobToppedUp', 1, 100_000, added(1, 'toppedUp', 100_000n)]);
  run(1);
  s.tx(step(), taken(480_000n), ['JobMarket.JobExtended', 1, 7_200, 480_000, added(1, 'extended', 480_000n)]);
  reported(1, REASON.Completed, 28_800, 900_000n, 810_000n);

  // 2: a sweep that nobody takes goes to its backup, 3, with the same money, in one transaction; the second backup counts
  s.tx(step(), opened(2, 1, 300_000n, word(70)), ['JobMarket.TasksCommitted', 2, 50, word(6)], taken(300_000n));
  s.tx(step(), ['JobMarket.BackupSet', 2, 3, 90_000]);
  s.tx(step(), ['JobMarket.BackupSet', 2, 0, 0]);
  s.tx(step(), ['JobMarket.BackupSet', 2, 2, 110_000]);
  s.tx(
    step(),
    ...refunded(2, REASON.NotAcknowledged),
    opened(3, 2, 250_000n, word(0)),
    ['JobMarket.JobHandedOver', 2, 3],
    taken(250_000n),
  );
  // 3: pre-empted by its provider
  run(3);
  const preemptedAt = now + 120n;
  s.tx(step(), ['JobMarket.JobNoticed', 3, true, preemptedAt]);
  reported(3, REASON.Preempted, 1_000, 100_000n, 90_000n);

  // 4: stopped by its buyer, nothing was ever verified
  s.tx(step(), opened(4, 1, 200_000n), taken(200_000n));
  run(4);
  const stoppedAt = now + 300n;
  s.tx(step(), ['JobMarket.JobNoticed', 4, false, stoppedAt]);
  s.tx(step(), ...refunded(4, REASON.Stopped));

  // 5: opened by a module for good, on units that were kept for it; called off for the fee, the units stay kept
  s.tx(step(), ['JobMarket.HeldSet', 1, 10]);
  s.tx(step(), opened(5, 1, 150_000n), ['JobMarket.ModuleOpened', 5, MODULE, true, true], taken(150_000n));
  s.tx(step(), ...refunded(5, REASON.CancelledFee, 12_500n));
  s.tx(step(), ['JobMarket.HeldSet', 1, 6]);

  // 6: everything at once, to its end
  s.tx(step(), opened(6, 1, 480_000n), ['JobMarket.ModuleOpened', 6, MODULE, false, false], taken(480_000n));
  run(6);
  s.tx(step(), taken(20_000n), ['JobMarket.JobToppedUp', 6, 20_000, added(6, 'toppedUp', 20_000n)]);
  s.tx(step(), taken(30_000n), ['JobMarket.JobToppedUp', 6, 30_000, added(6, 'toppedUp', 30_000n)]);
  s.tx(step(), ['JobMarket.JobExtended', 6, 4_000, 0, added(6, 'extended', 0n)]);
  reported(6, REASON.Completed, 14_400, 400_000n, 100_000n);
  s.tx(
    step(),
    ...released(6, 300_000n, 0n, (paid, fee) => [
      'JobMarket.JobSettled',
      6,
      REASON.WindowElapsed,
      paid,
      fee,
      0,
      300_000,
    ]),
  );
  // The bond of the second falls below what it was paid early.
  s.tx(step(), ['JobMarket.ProviderRefreshed', 2, PROVIDER, 4, 2_000_000_000, FEE_BPS, 45_000]);

  const job = (number, state, outcome, money, more = {}) => ({
    number,
    state,
    outcome,
    toppedUp: 0,
    extended: 0,
    held: 0,
    ...money,
    module: null,
    firm: false,
    onHeldUnits: false,
    duration: 3_600,
    noticeEndsAt: null,
    noticeByProvider: false,
    backupMaxPrice: null,
    predecessor: null,
    successor: null,
    specHash: word(77),
    taskCount: 1,
    tasksRoot: null,
    ...more,
  });
  const fields = Object.keys(job(0, '', '', { escrowed: 0, volume: 0 }))
    .map((key) => (key === 'predecessor' || key === 'successor' ? `${key} { number }` : key))
    .join(' ');
  const sweep = { specHash: word(70), taskCount: 50, tasksRoot: word(6) };
  s.expect(`{ jobs(orderBy: number) { ${fields} } }`, {
    jobs: [
      job(
        1,
        'Reported',
        'Completed',
        { escrowed: 480_000, toppedUp: 100_000, extended: 480_000, held: 90_000, volume: 810_000 },
        { duration: 7_200 },
      ),
      job(
        2,
        'Refunded',
        'NotAcknowledged',
        { escrowed: 300_000, volume: 0 },
        { ...sweep, backupMaxPrice: 110_000, successor: { number: 3 } },
      ),
      job(
        3,
        'Reported',
        'Preempted',
        { escrowed: 250_000, held: 10_000, volume: 90_000 },
        { ...sweep, predecessor: { number: 2 }, noticeEndsAt: preemptedAt, noticeByProvider: true },
      ),
      job(4, 'Refunded', 'Stopped', { escrowed: 200_000, volume: 0 }, { noticeEndsAt: stoppedAt }),
      job(
        5,
        'Refunded',
        'CancelledFee',
        { escrowed: 150_000, volume: 12_500 },
        { module: MODULE, firm: true, onHeldUnits: true },
      ),
      job(
        6,
        'Settled',
        'Completed',
        { escrowed: 480_000, toppedUp: 50_000, volume: 400_000 },
        { module: MODULE, duration: 4_000 },
      ),
    ],
  });

  const held = 100_000n;
  const whole = totals.escrowed + totals.toppedUp + totals.extended;
  if (whole !== totals.paid + totals.fees + totals.refunded + held) throw new Error('the scenario breaks law D');
  s.expect('{ protocol(id: "0x00") { escrowed toppedUp extended paid fees refunded held inEscrow taskCount } }', {
    protocol: { ...totals, held, inEscrow: held, taskCount: 104 },
  });
  s.expect('{ protocol(id: "0x00") { atRisk bondAtRisk coverBps } }', {
    protocol: { atRisk: 900_000, bondAtRisk: 1_045_000, coverBps: 11_611 },
  });
  s.expect('{ providers(orderBy: number) { number atRisk haircutBond coverBps openJobs runningJobs } }', {
    providers: [
      { number: 1, atRisk: 810_000, haircutBond: 1_000_000, coverBps: 12_345, openJobs: 1, runningJobs: 0 },
      { number: 2, atRisk: 90_000, haircutBond: 45_000, coverBps: 5_000, openJobs: 1, runningJobs: 0 },
    ],
  });
  s.expect(
    '{ listing(id: "0x0000000000000001") { unitsInUse heldUnits holds(orderBy: timestamp) { units previous } } }',
    {
      listing: {
        unitsInUse: 6,
        heldUnits: 6,
        holds: [
          { units: 10, previous: 0 },
          { units: 6, previous: 10 },
        ],
      },
    },
  );

  const line = (kind, state, more = {}) => ({
    kind,
    state,
    escrowed: 0,
    duration: null,
    noticeEndsAt: null,
    noticeByProvider: null,
    backupMaxPrice: null,
    module: null,
    successor: null,
    ...more,
  });
  const history = (jobId, lines) => {
    const asked = Object.keys(line('', ''))
      .map((key) => (key === 'successor' ? `${key} { number }` : key))
      .join(' ');
    s.expect(`{ job(id: "${id(jobId)}") { events(orderBy: index) { ${asked} } } }`, { job: { events: lines } });
  };
  history(1, [
    line('Opened', 'Open', { escrowed: 480_000 }),
    line('ToppedUp', 'Open', { escrowed: 100_000 }),
    line('Acknowledged', 'Acknowledged'),
    line('Started', 'Running'),
    line('Extended', 'Running', { escrowed: 480_000, duration: 7_200 }),
    line('Reported', 'Reported'),
  ]);
  history(2, [
    line('Opened', 'Open', { escrowed: 300_000 }),
    line('TasksCommitted', 'Open'),
    line('BackupSet', 'Open', { backupMaxPrice: 90_000 }),
    line('BackupSet', 'Open'),
    line('BackupSet', 'Open', { backupMaxPrice: 110_000 }),
    line('Refunded', 'Refunded'),
    line('HandedOver', 'Refunded', { successor: { number: 3 } }),
  ]);
  history(3, [
    line('Opened', 'Open', { escrowed: 250_000 }),
    line('Acknowledged', 'Acknowledged'),
    line('Started', 'Running'),
    line('Noticed', 'Running', { noticeEndsAt: preemptedAt, noticeByProvider: true }),
    line('Reported', 'Reported'),
  ]);
  history(5, [
    line('Opened', 'Open', { escrowed: 150_000 }),
    line('ModuleOpened', 'Open', { module: MODULE }),
    line('Refunded', 'Refunded'),
  ]);

  // The series close an hour when a later block comes; a job's money in them is all that it ever had.
  s.tx(now + 100_000n, ['JobMarket.ListingRefreshed', 1]);
  s.expect('{ outcomeStats_collection(interval: day, where: { outcome: Completed }) { outcome jobs escrowed } }', {
    outcomeStats_collection: [{ outcome: 'Completed', jobs: 1, escrowed: 530_000 }],
  });
  return s;
}
