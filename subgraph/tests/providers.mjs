import { account, addressOf, id, text, word } from './lib/scenario.mjs';

const REGISTRY = addressOf('ProviderRegistry');
const METERS = addressOf('MeterQuorum');
const [OWNER, PAYOUT, HEIR, OPERATOR, AUDITOR, RESERVE] = [1, 2, 3, 4, 5, 6].map(account);
const STATUS = { None: 0, Ordinary: 1, Applied: 2, Probation: 3, Certified: 4, Suspended: 5, Revoked: 6 };
const CPT = 10n ** 18n;

/** A provider's life with its bond, its listing's prices, the meters that watch it and the prices it is measured by. */
export default function providers(scenario) {
  const s = scenario('providers: status, bond, listings, meters and prices with their histories');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };

  const registered = tx(['ProviderRegistry.ProviderRegistered', 1, OWNER, PAYOUT, 'ipfs://a']);
  const path = [
    ['None', 'Applied'],
    ['Applied', 'Probation'],
    ['Probation', 'Certified'],
    ['Certified', 'Suspended'],
    ['Suspended', 'Certified'],
  ];
  for (const [i, [from, to]] of path.entries()) {
    tx([
      'ProviderRegistry.StatusChanged',
      1,
      STATUS[from],
      STATUS[to],
      2_000_000_000 + i,
      AUDITOR,
      word(i),
      `step ${i}`,
    ]);
  }
  tx(['ProviderRegistry.ProviderUpdated', 1, OPERATOR, 'ipfs://b']);
  tx(['ProviderRegistry.OperatorSet', 1, OPERATOR, true]);
  tx(['ProviderRegistry.OwnershipTransferStarted', 1, OWNER, HEIR]);
  tx(['ProviderRegistry.OwnershipTransferred', 1, OWNER, HEIR]);

  tx(
    ['ProviderRegistry.BondDeposited', 1, OWNER, 1_000n * CPT, 500],
    ['CPT.Transfer', OWNER, REGISTRY, 1_000n * CPT],
    ['USDC.Transfer', OWNER, REGISTRY, 500],
  );
  tx(['ProviderRegistry.BondExitRequested', 1, 300n * CPT, 100, now + 3_024_000n]);
  tx(['ProviderRegistry.BondExitCancelled', 1]);
  const releaseTime = now + 4_000_000n;
  tx(['ProviderRegistry.BondExitRequested', 1, 400n * CPT, 0, releaseTime]);
  // No fit price: the USDC goes at once, the rest waits; a second slash waits behind it; then the first is executed.
  tx(
    ['ProviderRegistry.BondHeld', 1, now + 604_800n],
    ['ProviderRegistry.SlashQueued', 1, RESERVE, 400, now + 604_800n],
    ['ProviderRegistry.BondSlashed', 1, RESERVE, 500, 0, 500, text('fraud')],
    ['USDC.Transfer', REGISTRY, RESERVE, 500],
  );
  tx(
    ['ProviderRegistry.SlashQueued', 1, RESERVE, 50, now + 604_800n],
    ['ProviderRegistry.BondSlashed', 1, RESERVE, 0, 0, 0, text('fraud')],
  );
  tx(
    ['ProviderRegistry.BondSlashed', 1, RESERVE, 0, 700n * CPT, 400, text('fraud')],
    ['CPT.Transfer', REGISTRY, RESERVE, 700n * CPT],
  );
  tx(['ProviderRegistry.BondWithdrawn', 1, PAYOUT, 100n * CPT, 0], ['CPT.Transfer', REGISTRY, PAYOUT, 100n * CPT]);
  tx(
    ['ProviderRegistry.OrdinaryAdmissionSet', true],
    ['ProviderRegistry.ParameterSet', text('certificationFee'), 7_000_000_000],
  );

  s.expect(
    `{ provider(id: "${id(1)}") { owner { id } pendingOwner payout { id } metadataURI status statusUntil registeredAt
       operators { operator allowed } history(orderBy: timestamp) { from to until auditor reason }
       bondCpt bondUsdc exitingCpt exitingUsdc slashedCpt slashedUsdc queuedSlash queuedSlashes bondReleaseTime
       bondEvents(orderBy: id) { kind cpt usdc value counterparty } } }`,
    {
      provider: {
        owner: { id: HEIR },
        pendingOwner: null,
        payout: { id: OPERATOR },
        metadataURI: 'ipfs://b',
        status: 'Certified',
        statusUntil: 2_000_000_004,
        registeredAt: registered,
        operators: [{ operator: OPERATOR, allowed: false }],
        history: path.map(([from, to], i) => ({
          from,
          to,
          until: 2_000_000_000 + i,
          auditor: AUDITOR,
          reason: `step ${i}`,
        })),
        // 600 still bound, 400 on its way: 700 slashed leave 300 on its way, of which 100 have left.
        bondCpt: 0,
        bondUsdc: 0,
        exitingCpt: 200n * CPT,
        exitingUsdc: 0,
        slashedCpt: 700n * CPT,
        slashedUsdc: 500,
        queuedSlash: 50,
        queuedSlashes: [50],
        bondReleaseTime: 0,
        bondEvents: [
          { kind: 'Deposited', cpt: 1_000n * CPT, usdc: 500, value: null, counterparty: OWNER },
          { kind: 'ExitRequested', cpt: 300n * CPT, usdc: 100, value: null, counterparty: null },
          { kind: 'ExitCancelled', cpt: 300n * CPT, usdc: 100, value: null, counterparty: null },
          { kind: 'ExitRequested', cpt: 400n * CPT, usdc: 0, value: null, counterparty: null },
          { kind: 'Held', cpt: 0, usdc: 0, value: null, counterparty: null },
          { kind: 'SlashQueued', cpt: 0, usdc: 0, value: 400, counterparty: RESERVE },
          { kind: 'Slashed', cpt: 0, usdc: 500, value: 500, counterparty: RESERVE },
          { kind: 'SlashQueued', cpt: 0, usdc: 0, value: 50, counterparty: RESERVE },
          { kind: 'Slashed', cpt: 0, usdc: 0, value: 0, counterparty: RESERVE },
          { kind: 'Slashed', cpt: 700n * CPT, usdc: 0, value: 400, counterparty: RESERVE },
          { kind: 'Withdrawn', cpt: 100n * CPT, usdc: 0, value: null, counterparty: PAYOUT },
        ],
      },
    },
  );
  s.expect(
    `{ protocol(id: "0x00") { providerCount bondCpt bondUsdc slashedCpt slashedUsdc } holder(id: "${REGISTRY}") { cpt usdc } }`,
    {
      protocol: { providerCount: 1, bondCpt: 200n * CPT, bondUsdc: 0, slashedCpt: 700n * CPT, slashedUsdc: 500 },
      holder: { cpt: 200n * CPT, usdc: 0 },
    },
  );
  s.expect(
    '{ parameters(where: { name: "certificationFee" }) { contract name value } marketConfigs { ordinaryAdmission } }',
    {
      parameters: [{ contract: REGISTRY, name: 'certificationFee', value: 7_000_000_000 }],
      marketConfigs: [{ ordinaryAdmission: true }],
    },
  );

  // ---- a listing's changes ----
  const priced = tx(['Listings.ListingPriceSet', 1, 500], ['JobMarket.ListingRefreshed', 1]);
  tx(['Listings.ListingPriceSet', 1, 450]);
  tx(['Listings.ListingCapacitySet', 1, 64]);
  tx(['Listings.ListingActiveSet', 1, true]);
  tx(['Listings.ListingActiveSet', 1, false]);
  s.expect(
    `{ listing(id: "${id(1)}") { unitPrice capacity active refreshedAt prices(orderBy: timestamp) { unitPrice previous }
       capacities { capacity previous } activity(orderBy: timestamp) { active } } }`,
    {
      listing: {
        unitPrice: 450,
        capacity: 64,
        active: false,
        refreshedAt: priced,
        prices: [
          { unitPrice: 500, previous: 0 },
          { unitPrice: 450, previous: 500 },
        ],
        capacities: [{ capacity: 64, previous: 0 }],
        activity: [{ active: true }, { active: false }],
      },
    },
  );

  // ---- meters ----
  const [ONE, TWO] = [account(21), account(22)];
  tx(['MeterQuorum.ThresholdSet', 4], ['MeterQuorum.MinimumBondSet', 1_000], ['MeterQuorum.SlashReserveSet', RESERVE]);
  for (const signer of [ONE, TWO]) {
    tx(
      ['MeterQuorum.MeterAdded', signer, OPERATOR, [1, 0]],
      ['USDC.Transfer', OPERATOR, METERS, 1_000],
      ['MeterQuorum.MeterBonded', signer, OPERATOR, 1_000],
      ['MeterQuorum.MeterActivated', signer, 1_000],
    );
  }
  tx(['MeterQuorum.MeterTiesSet', TWO, [2, 3]]);
  tx(['MeterQuorum.MeterSlashed', ONE, AUDITOR, 500, 500], ['USDC.Transfer', METERS, RESERVE, 1_000]);
  tx(['MeterQuorum.MeterRetired', TWO, now + 3_024_000n], ['MeterQuorum.QuorumShort', 0, 4]);
  tx(['MeterQuorum.MeterBondWithdrawn', TWO, OPERATOR, 400], ['USDC.Transfer', METERS, OPERATOR, 400]);
  s.expect(
    '{ meters(orderBy: id) { id active retired tiedProviders bond slashed events(orderBy: id) { kind amount } } }',
    {
      meters: [
        {
          id: ONE,
          active: false,
          retired: false,
          tiedProviders: [1, 0],
          bond: 0,
          slashed: 1_000,
          events: [
            { kind: 'Added', amount: 0 },
            { kind: 'Bonded', amount: 1_000 },
            { kind: 'Activated', amount: 1_000 },
            { kind: 'Slashed', amount: 1_000 },
          ],
        },
        {
          id: TWO,
          active: false,
          retired: true,
          tiedProviders: [2, 3],
          bond: 600,
          slashed: 0,
          events: [
            { kind: 'Added', amount: 0 },
            { kind: 'Bonded', amount: 1_000 },
            { kind: 'Activated', amount: 1_000 },
            { kind: 'TiesSet', amount: 0 },
            { kind: 'Retired', amount: 0 },
            { kind: 'BondWithdrawn', amount: 400 },
          ],
        },
      ],
    },
  );
  s.expect('{ quorumShortages { active threshold } }', { quorumShortages: [{ active: 0, threshold: 4 }] });
  s.expect(
    `{ meterConfig(id: "0x00") { threshold minimumBond slashReserve activeMeters } protocol(id: "0x00") { meterBonds } holder(id: "${METERS}") { usdc } }`,
    {
      meterConfig: { threshold: 4, minimumBond: 1_000, slashReserve: RESERVE, activeMeters: 0 },
      protocol: { meterBonds: 600 },
      holder: { usdc: 600 },
    },
  );

  // ---- prices ----
  tx(['ComputePriceOracle.FeedAdded', 3, 'CPU core-hour eu', 6, account(30)]);
  for (let n = 1; n <= 2; n++) tx(['ComputePriceOracle.NodeSet', account(40 + n), true, n]);
  tx(['ComputePriceOracle.NodeSet', account(42), false, 1]);
  tx(['ComputePriceOracle.PriceUpdated', 3, 1, 40_000, 0, now - 50n, 9, AUDITOR]);
  tx(['ComputePriceOracle.PriceUpdated', 3, 2, 41_000, 40_000, now - 50n, 7, AUDITOR]);
  tx(['ComputePriceOracle.PriceRejected', 3, 2, 90_000, 8]);
  s.expect(
    `{ priceFeed(id: "${id(3)}") { description decimals price round rejections rounds(orderBy: round) { round price previous signers } }
       priceRejections { reason median agreeing feed { number } } oracleNodes(orderBy: id) { id active } }`,
    {
      priceFeed: {
        description: 'CPU core-hour eu',
        decimals: 6,
        price: 41_000,
        round: 2,
        rejections: 1,
        rounds: [
          { round: 1, price: 40_000, previous: 0, signers: 9 },
          { round: 2, price: 41_000, previous: 40_000, signers: 7 },
        ],
      },
      priceRejections: [{ reason: 'MoveTooLarge', median: 90_000, agreeing: 8, feed: { number: 3 } }],
      oracleNodes: [
        { id: account(41), active: true },
        { id: account(42), active: false },
      ],
    },
  );
  // A day is summed up once the next has begun.
  now += 86_400n;
  tx(
    ['PriceHub.FeedSet', text('CPT/USD'), account(31), account(32), 3_600],
    ['PriceHub.SequencerFeedSet', account(33), 1_800],
    ['PriceHub.MaxDeviationSet', 300],
  );
  s.expect('{ priceStats_collection(interval: day) { feed price low high leastSigners rounds } }', {
    priceStats_collection: [{ feed: id(3), price: 41_000, low: 40_000, high: 41_000, leastSigners: 7, rounds: '2' }],
  });
  s.expect(
    '{ hubFeeds { asset primary secondary maxAge } sequencerFeeds { feed grace } parameters(where: { name: "maxDeviation" }) { value } }',
    {
      hubFeeds: [{ asset: 'CPT/USD', primary: account(31), secondary: account(32), maxAge: 3_600 }],
      sequencerFeeds: [{ feed: account(33), grace: 1_800 }],
      parameters: [{ value: 300 }],
    },
  );
  return s;
}
