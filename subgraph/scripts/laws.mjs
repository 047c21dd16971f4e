// Reads the subgraph, and nothing else, and says for each conservation law whether it holds:
//   node scripts/laws.mjs --url http://127.0.0.1:8000/subgraphs/name/subgraph-0 [--remote <url of a remote chain's> …]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkBridge, checkRemoteIndex, readBridge } from './bridge-laws.mjs';
import { checkPool, readPool } from './pool-laws.mjs';

const PAGE = 1000;
const SUPPLY = 100_000_000n * 10n ** 18n;
const FOUR_YEARS = 126_144_000n;

/** Every row of a collection, page by page, at one block. */
async function all(ask, collection, fields, block, where = '') {
  const rows = [];
  for (let after = '0x'; ; after = rows.at(-1).id) {
    const filter = `where: { id_gt: "${after}"${where} }`;
    const page = await ask(
      `{ ${collection}(first: ${PAGE}, orderBy: id, ${filter}, block: { number: ${block} }) { id ${fields} } }`,
    );
    rows.push(...page[collection]);
    if (page[collection].length < PAGE) return rows;
  }
}

const sum = (rows, pick) => rows.reduce((total, row) => total + BigInt(pick(row)), 0n);

/** A ledger's raw weight brought to a second not before its last change. */
function rawAt(ledger, at) {
  let [amount, moment] = [BigInt(ledger.amountSum), BigInt(ledger.momentSum)];
  for (const expiry of ledger.expiries) {
    const end = BigInt(expiry.end);
    if (end <= BigInt(ledger.timestamp) || end > at) continue;
    amount -= BigInt(expiry.amount);
    moment -= BigInt(expiry.amount) * end;
  }
  return moment - amount * at + FOUR_YEARS * BigInt(ledger.renewingSum);
}

const asker = (url) => async (query) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data;
};

/** @returns {Promise<{ block: number, checks: { law: string, says: string, left: bigint, right: bigint, holds: boolean }[] }>} */
export async function checkLaws(url, remotes = []) {
  const ask = asker(url);
  const { _meta } = await ask('{ _meta { block { number timestamp } } }');
  const block = _meta.block.number;
  const { protocol: p } = await ask(`{ protocol(id: "0x00", block: { number: ${block} }) {
    escrowed toppedUp extended paid fees refunded held atRisk gmv discounts available inEscrow uncollectedRevenue deposits withdrawals collectedRevenue
    revenueReceived revenueDistributed undistributed revenueOwed rewardsAdded rewardsClaimed cptSupply cptMinted cptBurned cptCirculating
    workflowReserves subscriptionRevenue creditPaid disputesHeld cptLocked bondCpt bondUsdc delegatedCpt delegatorsEarned delegatorsClaimed meterBonds timestamp ve { amountSum momentSum renewingSum timestamp expiries(first: 1000) { end amount } } } }`);
  if (!p) throw new Error('the subgraph has seen nothing yet');
  const holders = await all(ask, 'holders', 'name heldBack usdc cpt', block);
  const held = (name, token) => holders.find((holder) => holder.name === name)?.[token] ?? '0';
  const ledger = 'amountSum momentSum renewingSum timestamp expiries(first: 1000) { end amount }';
  const accounts = await all(
    ask,
    'accounts',
    `available escrowed cpt locked ve { ${ledger} } votes { ${ledger} }`,
    block,
  );
  const jobs = await all(
    ask,
    'jobs',
    'state escrowed toppedUp extended paid fee refunded held volume discount paidEarly',
    block,
  );
  const available = (name) => {
    const holder = holders.find((row) => row.name === name);
    return accounts.find((account) => account.id === holder?.id)?.available ?? '0';
  };
  const modules = await all(ask, 'vaultModules', 'escrow fees volume', block);
  const bids = await all(ask, 'spotBids', 'held escrowed filled units closing', block);
  const reservations = await all(ask, 'reservations', 'state held escrowed paid fee refunded', block);
  const workflows = await all(ask, 'workflows', 'taken launchedReserves returned reserved', block);
  const providers = await all(
    ask,
    'providers',
    'bondCpt exitingCpt delegatedCpt delegatedTotal delegatedWithdrawn delegatedSlashed delegationGeneration delegatedShares delegatedExitingShares toDelegators stakes(first: 1000) { generation shares exitingShares claimed }',
    block,
  );
  const disputes = await all(ask, 'disputes', 'state taken returned forfeited paid held', block);
  const { insuranceFund: fund } = await ask(
    `{ insuranceFund(id: "0x00", block: { number: ${block} }) { claimsOnly poolOnly shared received claimsPaid lossesPaid } }`,
  );
  const lending = await readPool(ask, all, block);
  const campaigns = await all(ask, 'campaigns', 'paidIn drawn toVendor toPool toRevenue refunded cash inJobs', block);
  const pledges = await all(ask, 'pledges', 'escrow', block);
  const vouchers = await all(
    ask,
    'vouchers',
    'number price supply campaign { id } holdings(first: 1000) { amount }',
    block,
  );
  const locks = await all(ask, 'locks', 'amount', block, ', exists: true');
  const sources = await all(ask, 'revenueSources', 'received uncollected', block);
  const destinations = await all(ask, 'revenueDestinations', 'name credited paid owed', block);
  const purchases = await all(ask, 'buybackPurchases', 'spent burned', block);
  const buybackBids = await all(ask, 'buybackBids', 'spent burned', block);
  const quarters = await all(ask, 'buybackQuarters', 'poolSpent auctionSpent burned', block);
  const { buyback } = await ask(
    `{ buyback(id: "0x00", block: { number: ${block} }) { poolSpent auctionSpent burned strayBurned } }`,
  );
  const epochs = await all(ask, 'rewardEpoches', 'revenue claimed', block);
  const claims = await all(ask, 'rewardClaims', 'amount derived', block);

  const subscriptions = await all(ask, 'planSubscriptions', 'paid', block);
  const referrals = await all(ask, 'referrals', 'fees vested paid', block);

  const programmes = await all(ask, 'programmes', 'name released funded allocated claimed', block);
  const earned = await all(ask, 'programmeAccounts', 'programme { id } claimed', block);
  const vestingHalves = await all(ask, 'rewardVestingAccounts', 'added paid', block);
  const grants = await all(ask, 'vestingSchedules', 'amount released', block);

  const named = new Map(holders.map((holder) => [holder.name, holder.id]));
  const moduleOf = (name) =>
    modules.find((module) => module.id === named.get(name)) ?? { escrow: '0', fees: '0', volume: '0' };

  const checks = [];
  const equal = (law, says, left, right) =>
    checks.push({ law, says, left: BigInt(left), right: BigInt(right), holds: BigInt(left) === BigInt(right) });
  // Anyone may send tokens to a contract, so it may hold more than its books say.
  const covers = (law, says, left, right) =>
    checks.push({ law, says, left: BigInt(left), right: BigInt(right), holds: BigInt(left) >= BigInt(right) });
  const none = (law, says, broken) => equal(law, says, broken.length, 0);
  const now = BigInt(_meta.block.timestamp ?? p.timestamp);
  const weight = (key) =>
    accounts.reduce((total, account) => total + (account[key] ? rawAt(account[key], now) : 0n), 0n);

  equal('A', 'Σ accounts’ raw weight = total', weight('ve'), rawAt(p.ve, now));
  equal('A', 'Σ votes’ raw weight = total', weight('votes'), rawAt(p.ve, now));
  covers(
    'B',
    'CPT in VotingEscrow covers Σ locked',
    held('VotingEscrow', 'cpt'),
    sum(locks, (lock) => lock.amount),
  );
  equal(
    'B',
    'Σ accounts’ locked = Σ locked',
    sum(accounts, (account) => account.locked),
    p.cptLocked,
  );
  equal(
    'C',
    'Σ accounts’ available = total',
    sum(accounts, (account) => account.available),
    p.available,
  );
  equal(
    'C',
    'Σ accounts’ escrow = Σ modules’ escrow',
    sum(accounts, (account) => account.escrowed),
    sum(modules, (module) => module.escrow),
  );
  equal(
    'C',
    'escrow taken by JobMarket = Σ jobs’ escrow',
    moduleOf('JobMarket').escrow,
    sum(jobs, (job) => job.held),
  );
  equal(
    'C',
    'escrow taken by Workflows = Σ reserves of stages that wait',
    moduleOf('Workflows').escrow,
    sum(workflows, (workflow) => workflow.reserved),
  );
  none(
    'C',
    'workflows whose reserves are neither waiting, launched nor returned',
    workflows.filter((w) => BigInt(w.taken) !== BigInt(w.launchedReserves) + BigInt(w.returned) + BigInt(w.reserved)),
  );
  equal(
    'C',
    'Σ workflows’ reserves = total',
    sum(workflows, (workflow) => workflow.reserved),
    p.workflowReserves,
  );
  equal(
    'C',
    'escrow taken by SpotMarket = Σ waiting bids’ escrow',
    moduleOf('SpotMarket').escrow,
    sum(bids, (bid) => bid.held),
  );
  equal(
    'C',
    'escrow taken by Reservations = Σ booked reservations’ escrow',
    moduleOf('Reservations').escrow,
    sum(reservations, (reservation) => reservation.held),
  );
  equal(
    'C',
    'escrow taken by GroupBuy = Σ pledges that are not settled',
    moduleOf('GroupBuy').escrow,
    sum(pledges, (pledge) => pledge.escrow),
  );
  none(
    'C',
    'campaigns whose money is not paid out or held',
    campaigns.filter(
      (c) =>
        BigInt(c.paidIn) + BigInt(c.drawn) !==
        sum(['toVendor', 'toPool', 'toRevenue', 'refunded', 'cash', 'inJobs'], (part) => c[part]),
    ),
  );
  covers(
    'C',
    'Vault balance of GroupBuy covers Σ campaigns’ cash',
    available('GroupBuy'),
    sum(campaigns, (c) => c.cash),
  );
  covers(
    'C',
    'Vault balance of Vouchers covers value vouchers at face',
    available('Vouchers'),
    sum(vouchers, (v) => (v.campaign ? 0n : BigInt(v.supply) * BigInt(v.price))),
  );
  none(
    'C',
    'vouchers in circulation that nobody holds',
    vouchers.filter((v) => sum(v.holdings, (holding) => holding.amount) !== BigInt(v.supply)),
  );
  equal(
    'C',
    'escrow taken by Disputes = Σ disputes’ bonds and offers',
    moduleOf('Disputes').escrow,
    sum(disputes, (dispute) => dispute.held),
  );
  none(
    'C',
    'every bond is held, returned, forfeited or paid, once',
    disputes.filter(
      (d) =>
        BigInt(d.taken) !== BigInt(d.held) + BigInt(d.returned) + BigInt(d.forfeited) + BigInt(d.paid) ||
        (d.state === 'Closed' && d.held !== '0'),
    ),
  );
  covers(
    'C',
    'USDC in InsuranceFund covers its books',
    held('InsuranceFund', 'usdc'),
    sum(fund ? ['claimsOnly', 'poolOnly', 'shared'] : [], (part) => fund[part]),
  );
  equal(
    'C',
    'insurance received = there + paid to claims and losses',
    fund?.received ?? 0n,
    sum(fund ? ['claimsOnly', 'poolOnly', 'shared', 'claimsPaid', 'lossesPaid'] : [], (part) => fund[part]),
  );
  covers(
    'C',
    'USDC in Vault covers balances + escrow + uncollected',
    held('Vault', 'usdc'),
    BigInt(p.available) + BigInt(p.inEscrow) + BigInt(p.uncollectedRevenue),
  );
  equal(
    'C',
    'deposits = withdrawals + collected + balances + escrow + uncollected',
    p.deposits,
    BigInt(p.withdrawals) +
      BigInt(p.collectedRevenue) +
      BigInt(p.available) +
      BigInt(p.inEscrow) +
      BigInt(p.uncollectedRevenue),
  );
  covers('C', 'USDC in ProviderRegistry covers Σ bonds', held('ProviderRegistry', 'usdc'), p.bondUsdc);
  covers('C', 'CPT in ProviderRegistry covers Σ bonds', held('ProviderRegistry', 'cpt'), p.bondCpt);
  equal(
    'C',
    'Σ providers’ own and delegated CPT = Σ bonds',
    sum(providers, (row) => BigInt(row.bondCpt) + BigInt(row.exitingCpt) + BigInt(row.delegatedCpt)),
    p.bondCpt,
  );
  none(
    'C',
    'providers whose delegators put in other than was paid out, slashed and is there',
    providers.filter(
      (row) =>
        BigInt(row.delegatedTotal) !==
        BigInt(row.delegatedWithdrawn) + BigInt(row.delegatedSlashed) + BigInt(row.delegatedCpt),
    ),
  );
  const live = (row) => row.stakes.filter((stake) => stake.generation === row.delegationGeneration);
  none(
    'C',
    'providers whose delegators’ shares are not all shares',
    providers.filter(
      (row) =>
        sum(live(row), (stake) => stake.shares) !== BigInt(row.delegatedShares) ||
        sum(live(row), (stake) => stake.exitingShares) !== BigInt(row.delegatedExitingShares),
    ),
  );
  none(
    'C',
    'providers whose delegators claimed more than splits gave them',
    providers.filter((row) => sum(row.stakes, (stake) => stake.claimed) > BigInt(row.toDelegators)),
  );
  covers(
    'C',
    'Vault balance of BondDelegation covers earned - claimed',
    available('BondDelegation'),
    BigInt(p.delegatorsEarned) - BigInt(p.delegatorsClaimed),
  );
  covers('C', 'USDC in MeterQuorum covers Σ meters’ bonds', held('MeterQuorum', 'usdc'), p.meterBonds);
  const funded = (row) => BigInt(row.escrowed) + BigInt(row.toppedUp) + BigInt(row.extended);
  const balance = (job) => BigInt(job.paid) + BigInt(job.fee) + BigInt(job.refunded) + BigInt(job.held) - funded(job);
  none(
    'D',
    'jobs whose parts are not what was escrowed, topped up and extended',
    jobs.filter((job) => balance(job) !== 0n),
  );
  none(
    'D',
    'finished jobs that still hold escrow',
    jobs.filter((job) => ['Settled', 'Refunded'].includes(job.state) && job.held !== '0'),
  );
  none(
    'D',
    'jobs whose volume is not paid + fee + discount',
    jobs.filter((job) => BigInt(job.volume) !== BigInt(job.paid) + BigInt(job.fee) + BigInt(job.discount)),
  );
  equal(
    'D',
    'escrowed + topped up + extended = paid + fees + refunded + held',
    funded(p),
    BigInt(p.paid) + BigInt(p.fees) + BigInt(p.refunded) + BigInt(p.held),
  );
  equal(
    'D',
    'GMV of JobMarket = Σ jobs’ volume',
    moduleOf('JobMarket').volume,
    sum(jobs, (job) => job.volume),
  );
  equal(
    'D',
    'paid early inside windows = Σ jobs’',
    p.atRisk,
    sum(jobs, (job) => job.paidEarly),
  );
  equal(
    'D',
    'GMV = Σ modules’ volume',
    p.gmv,
    sum(modules, (module) => module.volume),
  );
  none(
    'D',
    'reservations whose parts are not their escrow',
    reservations.filter(
      (r) => BigInt(r.paid) + BigInt(r.fee) + BigInt(r.refunded) + BigInt(r.held) !== BigInt(r.escrowed),
    ),
  );
  none(
    'D',
    'bids that are over and hold escrow, or won more than they asked for',
    bids.filter((bid) => (bid.closing !== 'None') === (bid.held !== '0') || BigInt(bid.filled) > BigInt(bid.units)),
  );
  equal('D', 'fees of JobMarket = Σ jobs’ fees', moduleOf('JobMarket').fees, p.fees);
  equal(
    'E',
    'received = distributed + undistributed',
    p.revenueReceived,
    BigInt(p.revenueDistributed) + BigInt(p.undistributed),
  );
  equal(
    'E',
    'Σ sources = received',
    sum(sources, (source) => source.received),
    p.revenueReceived,
  );
  equal(
    'E',
    'Σ destinations = distributed',
    sum(destinations, (d) => d.credited),
    p.revenueDistributed,
  );
  covers(
    'E',
    'USDC in RevenueRouter covers owed + undistributed',
    held('RevenueRouter', 'usdc'),
    BigInt(p.revenueOwed) + BigInt(p.undistributed),
  );
  equal(
    'E',
    'fees = collected + uncollected',
    sum(modules, (module) => module.fees),
    BigInt(p.collectedRevenue) + BigInt(p.uncollectedRevenue),
  );
  none(
    'F',
    'epochs claimed beyond their revenue',
    epochs.filter((epoch) => BigInt(epoch.claimed) > BigInt(epoch.revenue)),
  );
  none(
    'F',
    'claims that differ from the derived shares',
    claims.filter((claim) => claim.amount !== claim.derived),
  );
  covers(
    'F',
    'USDC in StakingRewards covers added - claimed',
    held('StakingRewards', 'usdc'),
    BigInt(p.rewardsAdded) - BigInt(p.rewardsClaimed),
  );
  equal(
    'F',
    'Σ epochs’ revenue = added',
    sum(epochs, (epoch) => epoch.revenue),
    p.rewardsAdded,
  );
  if (lending.pool) checkPool({ ...lending, held, equal, covers, none, sum });
  equal('H', 'supply + burned = 100,000,000 CPT', BigInt(p.cptSupply) + BigInt(p.cptBurned), SUPPLY);
  equal(
    'H',
    'Σ balances = supply',
    sum(accounts, (account) => account.cpt),
    p.cptSupply,
  );
  const home = await readBridge(ask, all, block);
  if (home) checkBridge({ bridge: home, held, equal, covers, sum });
  for (const remote of home ? remotes : []) await checkRemoteIndex({ home, ask: asker(remote), all, equal, none, sum });
  const heldBack = holders.filter((holder) => holder.heldBack);
  equal(
    'H',
    'circulating = supply - held back - rewards released and not claimed',
    p.cptCirculating,
    BigInt(p.cptSupply) -
      sum(heldBack, (holder) => holder.cpt) -
      sum(programmes, (programme) => BigInt(programme.funded) - BigInt(programme.claimed)),
  );
  const b = buyback ?? { poolSpent: '0', auctionSpent: '0', burned: '0', strayBurned: '0' };
  const bought = [...purchases, ...buybackBids];
  equal(
    'H',
    'Σ purchases’ and bids’ burns = the buyback’s',
    sum(bought, (row) => row.burned),
    b.burned,
  );
  equal(
    'H',
    'Σ quarters’ burns = the buyback’s',
    sum(quarters, (quarter) => quarter.burned),
    b.burned,
  );
  covers('H', 'all burns cover the buyback’s', p.cptBurned, BigInt(b.burned) + BigInt(b.strayBurned));
  const spent = BigInt(b.poolSpent) + BigInt(b.auctionSpent);
  equal(
    'E',
    'Σ purchases and bids = spent by the buyback',
    sum(bought, (row) => row.spent),
    spent,
  );
  covers(
    'E',
    'USDC spent by the buyback and held there covers what it was paid',
    spent + BigInt(held('BuybackBurner', 'usdc')),
    sum(
      destinations.filter((destination) => destination.name === 'buyback'),
      (destination) => destination.paid,
    ),
  );
  equal(
    'E',
    'Σ subscriptions’ payments = total',
    sum(subscriptions, (subscription) => subscription.paid),
    p.subscriptionRevenue,
  );
  equal('E', 'fees of Subscriptions = their payments', moduleOf('Subscriptions').fees, p.subscriptionRevenue);
  covers(
    'H',
    'CPT in TokenVesting covers what is committed',
    held('TokenVesting', 'cpt'),
    sum(grants, (grant) => BigInt(grant.amount) - BigInt(grant.released)),
  );
  for (const programme of programmes) {
    const { name, id } = programme;
    equal('I', `released = funded: ${name}`, programme.released, programme.funded);
    covers('I', `released covers allocated: ${name}`, programme.funded, programme.allocated);
    covers('I', `allocated covers claimed: ${name}`, programme.allocated, programme.claimed);
    const claimed = earned.filter((row) => row.programme.id === id);
    equal(
      'I',
      `Σ accounts’ claims = claimed: ${name}`,
      sum(claimed, (row) => row.claimed),
      programme.claimed,
    );
  }
  equal(
    'I',
    'CPT in RewardVesting = Σ vesting halves',
    held('RewardVesting', 'cpt'),
    sum(vestingHalves, (half) => BigInt(half.added) - BigInt(half.paid)),
  );
  none(
    'L',
    'referrals whose credit is above half of their fees',
    referrals.filter((r) => BigInt(r.vested) * 4n > BigInt(r.fees) || BigInt(r.paid) > BigInt(r.vested)),
  );
  equal('L', 'credit paid = Σ referrals’ two sides', p.creditPaid, 2n * sum(referrals, (referral) => referral.paid));
  return { block, checks };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8000/subgraphs/name/subgraph-0' },
      remote: { type: 'string', multiple: true, default: [] },
    },
  });
  try {
    const { block, checks } = await checkLaws(values.url, values.remote);
    for (const { law, says, left, right, holds } of checks) {
      console.log(`${holds ? '✔' : '✘'} ${law}  ${says}${holds ? `: ${left}` : `: ${left} is not ${right}`}`);
    }
    const broken = checks.filter((check) => !check.holds).length;
    console.log(`block ${block}: ${checks.length - broken} of ${checks.length} hold`);
    process.exitCode = broken === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${values.url}: ${error.message}`);
    process.exitCode = 1;
  }
}
