import { account, addressOf, code, id, word } from './lib/scenario.mjs';

const MARKET = addressOf('JobMarket');
const VAULT = addressOf('Vault');
const PAYER = account(1);
const SPONSOR = account(2);
const PROVIDER = account(3);
const RELAYER = account(4);
const REASON = {
  None: 0,
  Completed: 1,
  CancelledFree: 2,
  CancelledFee: 3,
  NotAcknowledged: 4,
  ProviderFault: 7,
  UncodedFailure: 8,
  Overdue: 10,
  WindowElapsed: 11,
  Confirmed: 12,
  Ruled: 13,
};
const FEE_BPS = 500n;
const DISCOUNT_BPS = 1000n;
const START = 1_700_000_000n;

/** The market's split of a gross payment. */
function split(gross) {
  const fee = (gross * FEE_BPS + 9_999n) / 10_000n;
  const discount = (fee * DISCOUNT_BPS) / 10_000n;
  return { paid: gross - fee, fee: fee - discount, discount };
}

/** Every way a job can end, each with money moved as the contracts move it. */
export default function jobs(scenario) {
  const s = scenario('jobs: every way to end, law D each, law C in all');
  let now = START;
  const totals = { escrowed: 0n, paid: 0n, fees: 0n, refunded: 0n, discounts: 0n, gmv: 0n, held: 0n };
  const deposit = 10_000_000n;
  const step = () => (now += 60n);

  const open = (jobId, payer, escrow, ...more) => {
    totals.escrowed += escrow;
    totals.held += escrow;
    s.tx(
      step(),
      ['Vault.Escrowed', payer, MARKET, escrow],
      ['JobMarket.JobOpened', jobId, payer, 1, 1, PAYER, 4, 3600, 100_000, escrow, FEE_BPS, DISCOUNT_BPS, word(77)],
      ...more,
    );
  };
  /** The vault's release and the market's event, in the contract's order; `refund` is the unused part. */
  const release = (payer, gross, refund, marketEvent) => {
    const { paid, fee, discount } = split(gross);
    const refunded = refund + discount;
    totals.paid += paid;
    totals.fees += fee;
    totals.refunded += refunded;
    totals.discounts += discount;
    totals.gmv += gross;
    totals.held -= gross + refund;
    s.tx(
      step(),
      ['Vault.Released', payer, gross === 0n ? payer : PROVIDER, MARKET, paid, fee, refunded, gross, 1],
      ...marketEvent({ paid, fee, refunded }),
    );
  };

  s.tx(
    step(),
    ['ProviderRegistry.ProviderRegistered', 1, PROVIDER, PROVIDER, 'ipfs://p'],
    ['JobMarket.ProviderRefreshed', 1, PROVIDER, 3, 2_000_000_000, 500, 5_000_000],
  );
  for (const who of [PAYER, SPONSOR]) {
    s.tx(step(), ['Vault.Deposited', who, who, deposit], ['USDC.Transfer', who, VAULT, deposit]);
  }

  // 1: completed, half held back, released by time
  open(1, PAYER, 1_200_000n);
  s.tx(step(), ['JobMarket.JobAcknowledged', 1], ['JobMarket.JobStarted', 1, now]);
  s.tx(step(), ['JobMarket.JobHeartbeat', 1]);
  release(PAYER, 400_000n, 400_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobReported', 1, REASON.Completed, 0, 14_400, 800_000, 0, paid, fee, refunded, 400_000, word(9)],
  ]);
  release(PAYER, 400_000n, 0n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobSettled', 1, REASON.WindowElapsed, paid, fee, refunded, 400_000],
  ]);

  // 2: cancelled in time; the refund goes to the sponsor who paid, not to the buyer
  open(2, SPONSOR, 500_000n);
  release(SPONSOR, 0n, 500_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobRefunded', 2, REASON.CancelledFree, 0, paid, fee, refunded],
  ]);

  // 3: cancelled late, for the listing's fee
  open(3, PAYER, 600_000n);
  s.tx(step(), ['JobMarket.JobAcknowledged', 3]);
  release(PAYER, 50_000n, 550_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobRefunded', 3, REASON.CancelledFee, 0, paid, fee, refunded],
  ]);

  // 4: overdue, last checkpoint counts, everything held back, disputed, ruled 30% to the payer
  open(4, PAYER, 300_000n);
  s.tx(step(), ['JobMarket.JobAcknowledged', 4]);
  s.tx(step(), ['JobMarket.JobStarted', 4, now]);
  s.tx(step(), ['JobMarket.JobCheckpointed', 4, 3, 3_600, word(5)]);
  release(PAYER, 0n, 200_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobReported', 4, REASON.Overdue, 0, 3_600, 100_000, 0, paid, fee, refunded, 100_000, word(5)],
  ]);
  const disputedAt = step();
  s.tx(disputedAt, ['JobMarket.JobDisputed', 4, 100_000, disputedAt + 1_209_600n]);
  release(PAYER, 70_000n, 30_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.JobSettled', 4, REASON.Ruled, paid, fee, refunded, 70_000],
  ]);

  // 5: a sweep of 100 tasks by a signed order; SLA missed, the rest paid at once, nothing held
  open(
    5,
    PAYER,
    200_000n,
    ['JobMarket.TasksCommitted', 5, 100, word(6)],
    ['JobMarket.OrderFilled', 5, PAYER, RELAYER, 7],
  );
  s.tx(step(), ['JobMarket.JobAcknowledged', 5], ['JobMarket.JobStarted', 5, now]);
  release(PAYER, 90_000n, 110_000n, ({ paid, fee, refunded }) => [
    ['JobMarket.SlaMissed', 5, 9_850, 10_000, 1_000, 0, 10_000],
    ['JobMarket.JobReported', 5, REASON.Completed, 0, 7_200, 90_000, 10_000, paid, fee, refunded, 0, word(8)],
    ['JobMarket.JobSettled', 5, REASON.Completed, 0, 0, 0, 0],
  ]);

  // 6: failed at once without a code: everything back, and the market's event before the vault's
  open(6, PAYER, 400_000n);
  s.tx(step(), ['JobMarket.JobAcknowledged', 6], ['JobMarket.JobStarted', 6, now]);
  totals.refunded += 400_000n;
  totals.held -= 400_000n;
  s.tx(
    step(),
    ['JobMarket.JobRefunded', 6, REASON.UncodedFailure, 0, 0, 0, 400_000],
    ['Vault.Released', PAYER, PAYER, MARKET, 0, 0, 400_000, 0, 1],
  );

  // 7: still running
  open(7, PAYER, 700_000n);
  s.tx(step(), ['JobMarket.JobAcknowledged', 7], ['JobMarket.JobStarted', 7, now]);

  // Two releases and their events in one transaction each find their own job.
  open(8, PAYER, 1_000n);
  open(9, PAYER, 2_000n);
  totals.refunded += 3_000n;
  totals.held -= 3_000n;
  s.tx(
    step(),
    ['Vault.Released', PAYER, PAYER, MARKET, 0, 0, 1_000, 0, 1],
    ['JobMarket.JobRefunded', 8, REASON.NotAcknowledged, 0, 0, 0, 1_000],
    ['Vault.Released', PAYER, PAYER, MARKET, 0, 0, 2_000, 0, 1],
    ['JobMarket.JobRefunded', 9, REASON.NotAcknowledged, 0, 0, 0, 2_000],
  );

  const fields =
    'number state reason outcome escrowed paid fee refunded held volume discount payer { id } buyer { id }';
  const job = (number, state, reason, outcome, escrowed, gross, parts = [gross], payer = PAYER) => {
    const sum = (key) => parts.reduce((total, part) => total + split(part)[key], 0n);
    const held = state === 'Running' ? escrowed : 0n;
    return {
      number,
      state,
      reason,
      outcome,
      escrowed,
      held,
      paid: sum('paid'),
      fee: sum('fee'),
      discount: sum('discount'),
      volume: gross,
      refunded: escrowed - held - sum('paid') - sum('fee'),
      payer: { id: payer },
      buyer: { id: PAYER },
    };
  };
  s.expect(`{ jobs(orderBy: number) { ${fields} } }`, {
    jobs: [
      job(1, 'Settled', 'WindowElapsed', 'Completed', 1_200_000n, 800_000n, [400_000n, 400_000n]),
      job(2, 'Refunded', 'CancelledFree', 'CancelledFree', 500_000n, 0n, [0n], SPONSOR),
      job(3, 'Refunded', 'CancelledFee', 'CancelledFee', 600_000n, 50_000n),
      job(4, 'Settled', 'Ruled', 'Overdue', 300_000n, 70_000n),
      job(5, 'Settled', 'Completed', 'Completed', 200_000n, 90_000n),
      job(6, 'Refunded', 'UncodedFailure', 'UncodedFailure', 400_000n, 0n),
      job(7, 'Running', 'None', 'None', 700_000n, 0n),
      job(8, 'Refunded', 'NotAcknowledged', 'NotAcknowledged', 1_000n, 0n),
      job(9, 'Refunded', 'NotAcknowledged', 'NotAcknowledged', 2_000n, 0n),
    ],
  });

  s.expect(
    `{ protocol(id: "0x00") { escrowed paid fees refunded discounts gmv held slaCredits jobCount taskCount
       jobsOpen jobsAcknowledged jobsRunning jobsReported jobsDisputed jobsSettled jobsRefunded } }`,
    {
      protocol: {
        ...totals,
        slaCredits: 10_000,
        jobCount: 9,
        taskCount: 108,
        jobsOpen: 0,
        jobsAcknowledged: 0,
        jobsRunning: 1,
        jobsReported: 0,
        jobsDisputed: 0,
        jobsSettled: 3,
        jobsRefunded: 5,
      },
    },
  );

  // Law C: what the token says the vault holds is the ledger.
  const available = 2n * deposit - totals.held - totals.fees;
  s.expect(`{ protocol(id: "0x00") { available inEscrow uncollectedRevenue } holder(id: "${VAULT}") { name usdc } }`, {
    protocol: { available, inEscrow: totals.held, uncollectedRevenue: totals.fees },
    holder: { name: 'Vault', usdc: 2n * deposit },
  });
  s.expect(`{ accounts(where: { deposited_gt: 0 }, orderBy: id) { id available escrowed spent refunded jobCount } }`, {
    accounts: [
      {
        id: PAYER,
        available: deposit - 700_000n - totals.paid - totals.fees,
        escrowed: 700_000,
        spent: totals.paid + totals.fees,
        refunded: totals.refunded - 500_000n,
        jobCount: 8,
      },
      { id: SPONSOR, available: deposit, escrowed: 0, spent: 0, refunded: 500_000, jobCount: 1 },
    ],
  });

  s.expect(
    '{ provider(id: "0x0000000000000001") { tier jobCount openJobs runningJobs atRisk earned fees volume jobsSettled jobsRefunded } }',
    {
      provider: {
        tier: 'Probation',
        jobCount: 9,
        openJobs: 1,
        runningJobs: 1,
        atRisk: 0,
        earned: totals.paid,
        fees: totals.fees,
        volume: totals.gmv,
        jobsSettled: 3,
        jobsRefunded: 5,
      },
    },
  );
  s.expect('{ listing(id: "0x0000000000000001") { jobCount unitsInUse volume earned } }', {
    listing: { jobCount: 9, unitsInUse: 4, volume: totals.gmv, earned: totals.paid },
  });

  s.expect(
    `{ job(id: "${id(4)}") { usage lastSequence cost disputedAt rulingDeadline
       events(orderBy: index) { index kind state reason sequence held paid refunded volume } } }`,
    {
      job: {
        usage: 3_600,
        lastSequence: 3,
        cost: 100_000,
        disputedAt,
        rulingDeadline: disputedAt + 1_209_600n,
        events: [
          {
            index: 0,
            kind: 'Opened',
            state: 'Open',
            reason: 'None',
            sequence: null,
            held: 300_000,
            paid: 0,
            refunded: 0,
            volume: 0,
          },
          {
            index: 1,
            kind: 'Acknowledged',
            state: 'Acknowledged',
            reason: 'None',
            sequence: null,
            held: 300_000,
            paid: 0,
            refunded: 0,
            volume: 0,
          },
          {
            index: 2,
            kind: 'Started',
            state: 'Running',
            reason: 'None',
            sequence: null,
            held: 300_000,
            paid: 0,
            refunded: 0,
            volume: 0,
          },
          {
            index: 3,
            kind: 'Checkpointed',
            state: 'Running',
            reason: 'None',
            sequence: 3,
            held: 300_000,
            paid: 0,
            refunded: 0,
            volume: 0,
          },
          {
            index: 4,
            kind: 'Reported',
            state: 'Reported',
            reason: 'Overdue',
            sequence: null,
            held: 100_000,
            paid: 0,
            refunded: 200_000,
            volume: 0,
          },
          {
            index: 5,
            kind: 'Disputed',
            state: 'Disputed',
            reason: 'None',
            sequence: null,
            held: 100_000,
            paid: 0,
            refunded: 0,
            volume: 0,
          },
          {
            index: 6,
            kind: 'Settled',
            state: 'Settled',
            reason: 'Ruled',
            sequence: null,
            held: 0,
            paid: 66_500,
            refunded: 30_350,
            volume: 70_000,
          },
        ],
      },
    },
  );
  s.expect(`{ job(id: "${id(5)}") { taskCount tasksRoot relayer orderNonce slaCredit resultHash } }`, {
    job: {
      taskCount: 100,
      tasksRoot: word(6),
      relayer: RELAYER,
      orderNonce: 7,
      slaCredit: 10_000,
      resultHash: word(8),
    },
  });

  const reason = (name, reported, closed, volume) => ({
    id: code(REASON[name]),
    reason: name,
    reported,
    closed,
    volume,
  });
  s.expect('{ reasonTotals(orderBy: id) { id reason reported closed volume } }', {
    reasonTotals: [
      reason('Completed', 2, 1, 490_000),
      reason('CancelledFree', 0, 1, 0),
      reason('CancelledFee', 0, 1, 50_000),
      reason('NotAcknowledged', 0, 2, 0),
      reason('UncodedFailure', 0, 1, 0),
      reason('Overdue', 1, 0, 0),
      reason('WindowElapsed', 0, 1, 400_000),
      reason('Ruled', 0, 1, 70_000),
    ],
  });
  s.expect(`{ vaultMoves(where: { kind: Released, job: "${id(1)}" }, orderBy: timestamp) { volume job { number } } }`, {
    vaultMoves: [
      { volume: 400_000, job: { number: 1 } },
      { volume: 400_000, job: { number: 1 } },
    ],
  });

  // The series close an hour when a later block comes.
  s.tx(now + 100_000n, ['JobMarket.StatusRefreshed', true, false]);
  s.expect('{ saleStats_collection(interval: day) { resource volume paid fees discounts settlements totalVolume } }', {
    saleStats_collection: [
      {
        resource: 'CpuCoreHour',
        volume: totals.gmv,
        paid: totals.paid,
        fees: totals.fees,
        discounts: totals.discounts,
        settlements: 5,
        totalVolume: totals.gmv,
      },
    ],
  });
  s.expect('{ outcomeStats_collection(interval: day) { outcome jobs escrowed } }', {
    outcomeStats_collection: [
      { outcome: 'None', jobs: 9, escrowed: totals.escrowed },
      { outcome: 'Completed', jobs: 2, escrowed: 1_400_000 },
      { outcome: 'CancelledFree', jobs: 1, escrowed: 500_000 },
      { outcome: 'CancelledFee', jobs: 1, escrowed: 600_000 },
      { outcome: 'Overdue', jobs: 1, escrowed: 300_000 },
      { outcome: 'UncodedFailure', jobs: 1, escrowed: 400_000 },
      { outcome: 'NotAcknowledged', jobs: 2, escrowed: 3_000 },
    ],
  });
  return s;
}
