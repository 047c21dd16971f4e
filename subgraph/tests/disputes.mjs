import { account, addressOf, code, id, text, word } from './lib/scenario.mjs';

const [BUYER, SELLER, OPERATOR, PAYER, COUNCIL, TREASURY, ...ARBITERS] = Array.from({ length: 9 }, (_, n) =>
  account(n + 1),
);
const UNIT = 1_000_000n;

/** Disputes with their bonds, votes and endings, what a ruling takes from bond and fund, and what the fund does with it. */
export default function disputes(scenario) {
  const s = scenario('disputes: bonds held, returned, forfeited or paid; claims and the books of the fund');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };
  const opened = (jobId, sum, bond) => [
    'Disputes.DisputeOpened',
    jobId,
    BUYER,
    1,
    sum * UNIT,
    bond,
    50_000n * UNIT,
    1_700_172_800,
    word(1),
    'ipfs://why',
  ];
  const answered = (jobId, bond) => ['Disputes.DisputeAnswered', jobId, SELLER, bond, 1_701_000_000];
  const held = (who, amount) => ['Vault.Escrowed', who, addressOf('Disputes'), amount];
  const freed = (who, to, paid, refund) => ['Vault.Released', who, to, addressOf('Disputes'), paid, 0, refund, 0, 0];
  const BOND = 12_500_000n;

  tx(['ArbiterPanel.PanelSet', 1, ARBITERS], ['Disputes.ParameterSet', text('bondBps'), 500]);
  for (const who of [BUYER, SELLER, OPERATOR]) tx(['Vault.Deposited', who, who, 1_000n * UNIT]);

  // 1: offered by the provider, accepted by the buyer
  tx(held(BUYER, BOND), opened(1, 250n, BOND));
  tx(held(SELLER, BOND), answered(1, BOND), ['ArbiterPanel.CaseOpened', 1, 1, 7, 2, 1_701_000_000]);
  tx(held(OPERATOR, 75n * UNIT), ['Disputes.OfferMade', 1, OPERATOR, false, 4_000, 1_701_000_000, 75n * UNIT]);
  tx(
    ['Disputes.DisputeClosed', 1, 1, 4_000, 100n * UNIT, 25n * UNIT],
    ['ArbiterPanel.CaseClosed', 1],
    freed(OPERATOR, PAYER, 75n * UNIT, 0),
    ['Disputes.OfferPaid', 1, OPERATOR, PAYER, 75n * UNIT],
    freed(BUYER, BUYER, 0, BOND),
    ['Disputes.BondReturned', 1, BUYER, BOND],
    freed(SELLER, SELLER, 0, BOND),
    ['Disputes.BondReturned', 1, SELLER, BOND],
  );

  // 2: some tasks of a sweep, offered by the buyer, accepted by the provider's side while its own offer stood
  tx(held(BUYER, BOND), opened(2, 250n, BOND), ['Disputes.TasksDisputed', 2, 8, [1, 3]]);
  tx(held(SELLER, 10n * UNIT), ['Disputes.OfferMade', 2, SELLER, false, 1_400, 1_701_000_000, 10n * UNIT]);
  tx(['Disputes.OfferMade', 2, BUYER, true, 4_000, 1_701_000_000, 0]);
  tx(
    ['Disputes.DisputeClosed', 2, 1, 4_000, 100n * UNIT, 25n * UNIT],
    freed(SELLER, SELLER, 0, 10n * UNIT),
    ['Disputes.BondReturned', 2, SELLER, 10n * UNIT],
    held(SELLER, 75n * UNIT),
    freed(SELLER, PAYER, 75n * UNIT, 0),
    ['Disputes.OfferPaid', 2, SELLER, PAYER, 75n * UNIT],
    freed(BUYER, BUYER, 0, BOND),
    ['Disputes.BondReturned', 2, BUYER, BOND],
  );

  // 3: ruled, appealed, lost; slashed and claimed
  tx(held(BUYER, BOND), opened(3, 250n, BOND));
  tx(held(SELLER, BOND), answered(3, BOND), ['ArbiterPanel.CaseOpened', 3, 1, 6, 2, 1_701_000_000]);
  tx(['Disputes.EvidenceAdded', 3, SELLER, word(2), 'ipfs://more']);
  tx(held(SELLER, 5n * UNIT), ['Disputes.OfferMade', 3, SELLER, false, 1_200, 1_701_000_000, 5n * UNIT]);
  tx(
    freed(SELLER, SELLER, 0, 5n * UNIT),
    ['Disputes.BondReturned', 3, SELLER, 5n * UNIT],
    ['Disputes.OfferWithdrawn', 3, SELLER, false],
  );
  tx(['ArbiterPanel.Voted', 3, ARBITERS[1], 10_000, 'ipfs://reason']);
  tx(['ArbiterPanel.Voted', 3, ARBITERS[2], 9_000, '']);
  tx(['Disputes.PanelRuled', 3, 9_000, true, 1_701_100_000]);
  tx(held(OPERATOR, BOND), ['Disputes.Appealed', 3, OPERATOR, false, BOND, 1_703_000_000]);
  const share = BOND / 4n;
  const lost = (who) => [
    freed(who, ARBITERS[1], share, 0),
    freed(who, ARBITERS[2], share, 0),
    freed(who, BUYER, BOND / 2n, 0),
    ['Disputes.BondForfeited', 3, who, BUYER, BOND / 2n, share, 2],
  ];
  const closed = tx(
    ['Disputes.AppealRuled', 3, 9_000, 'ipfs://ruling'],
    ['Disputes.DisputeClosed', 3, 4, 9_000, 225n * UNIT, 25n * UNIT],
    ['ArbiterPanel.CaseClosed', 3],
    freed(BUYER, BUYER, 0, BOND),
    ['Disputes.BondReturned', 3, BUYER, BOND],
    ...lost(SELLER),
    ...lost(OPERATOR),
  );
  tx(['Disputes.LossSlashed', 3, PAYER, 200n * UNIT, 80n * UNIT]);
  tx(
    ['InsuranceFund.ClaimFiled', 1, 3, 1, PAYER, 120n * UNIT, 50_000n * UNIT, 1_702_000_000],
    ['Disputes.ClaimForwarded', 3, 1, 120n * UNIT, 120n * UNIT],
  );

  // 4: still open
  tx(held(BUYER, BOND), opened(4, 250n, BOND));

  // the fund
  tx(['InsuranceFund.ParameterSet', text('maxClaim'), 100_000n * UNIT]);
  tx(['InsuranceFund.ContributorSet', TREASURY, 3]);
  tx(['InsuranceFund.FundReceived', 3, TREASURY, 100n * UNIT, 40n * UNIT, 40n * UNIT, 20n * UNIT]);
  tx(['InsuranceFund.FundReceived', 1, addressOf('InsuranceFund'), 50n * UNIT, 20n * UNIT, 20n * UNIT, 10n * UNIT]);
  tx(['InsuranceFund.ClaimFiled', 2, 9, 1, PAYER, 7n * UNIT, 50_000n * UNIT, 1_702_000_000]);
  tx(['InsuranceFund.ClaimRejected', 2, COUNCIL, 'filed twice']);
  tx(['InsuranceFund.LossCovered', OPERATOR, 25n * UNIT, 25n * UNIT]);
  tx(
    ['InsuranceFund.ClaimGranted', 1, 110n * UNIT],
    ['InsuranceFund.ClaimPaid', 1, PAYER, 65n * UNIT, 5n * UNIT, 45n * UNIT],
  );

  const none = { taken: BOND, returned: 0n, forfeited: 0n, paid: 0n, held: BOND };
  s.expect(
    `{ disputes(orderBy: id) { id state outcome taken returned forfeited paid held offerEscrowed tasks taskCount votesNeeded eligible
       panelBps finalBps payerAmount fromHoldback slashed claim { id } closedAt } }`,
    {
      disputes: [
        {
          id: id(1),
          state: 'Closed',
          outcome: 'Agreed',
          taken: 2n * BOND + 75n * UNIT,
          returned: 2n * BOND,
          forfeited: 0n,
          paid: 75n * UNIT,
          held: 0n,
          offerEscrowed: 0n,
          tasks: null,
          taskCount: null,
          votesNeeded: 2,
          eligible: 3,
          panelBps: null,
          finalBps: 4_000,
          payerAmount: 100n * UNIT,
          fromHoldback: 25n * UNIT,
          slashed: null,
          claim: null,
          closedAt: 1_700_000_800n,
        },
        {
          id: id(2),
          state: 'Closed',
          outcome: 'Agreed',
          taken: BOND + 85n * UNIT,
          returned: BOND + 10n * UNIT,
          forfeited: 0n,
          paid: 75n * UNIT,
          held: 0n,
          offerEscrowed: 0n,
          tasks: ['1', '3'],
          taskCount: 8n,
          votesNeeded: 0,
          eligible: 0,
          panelBps: null,
          finalBps: 4_000,
          payerAmount: 100n * UNIT,
          fromHoldback: 25n * UNIT,
          slashed: null,
          claim: null,
          closedAt: 1_700_001_200n,
        },
        {
          id: id(3),
          state: 'Closed',
          outcome: 'RuledOnAppeal',
          taken: 3n * BOND + 5n * UNIT,
          returned: BOND + 5n * UNIT,
          forfeited: 2n * BOND,
          paid: 0n,
          held: 0n,
          offerEscrowed: 0n,
          tasks: null,
          taskCount: null,
          votesNeeded: 2,
          eligible: 2,
          panelBps: 9_000,
          finalBps: 9_000,
          payerAmount: 225n * UNIT,
          fromHoldback: 25n * UNIT,
          slashed: 80n * UNIT,
          claim: { id: id(1) },
          closedAt: closed,
        },
        {
          id: id(4),
          state: 'Opened',
          outcome: 'None',
          ...none,
          offerEscrowed: 0n,
          tasks: null,
          taskCount: null,
          votesNeeded: 0,
          eligible: 0,
          panelBps: null,
          finalBps: null,
          payerAmount: 0n,
          fromHoldback: 0n,
          slashed: null,
          claim: null,
          closedAt: null,
        },
      ],
    },
  );
  s.expect(
    `{ dispute(id: "${id(3)}") { opener { id } appellant { id } votes(orderBy: payerBps) { arbiter payerBps reasonURI }
       events(orderBy: index) { kind } } }`,
    {
      dispute: {
        opener: { id: BUYER },
        appellant: { id: OPERATOR },
        votes: [
          { arbiter: ARBITERS[2], payerBps: 9_000, reasonURI: '' },
          { arbiter: ARBITERS[1], payerBps: 10_000, reasonURI: 'ipfs://reason' },
        ],
        events: [
          'Opened',
          'Answered',
          'Evidence',
          'Offered',
          'BondReturned',
          'OfferWithdrawn',
          'PanelRuled',
          'Appealed',
          'AppealRuled',
          'Closed',
          'BondReturned',
          'BondForfeited',
          'BondForfeited',
          'Slashed',
          'Claimed',
        ].map((kind) => ({ kind })),
      },
    },
  );
  s.expect(
    `{ protocol(id: "0x00") { disputesHeld disputeCount disputesOpen inEscrow } vaultModules { id escrow }
       arbiterPanels { id arbiters } parameters(orderBy: name) { name value } }`,
    {
      protocol: { disputesHeld: BOND, disputeCount: 4, disputesOpen: 1, inEscrow: BOND },
      vaultModules: [{ id: addressOf('Disputes'), escrow: BOND }],
      arbiterPanels: [{ id: id(1), arbiters: ARBITERS }],
      parameters: [
        { name: 'bondBps', value: 500n },
        { name: 'maxClaim', value: 100_000n * UNIT },
      ],
    },
  );
  s.expect(
    `{ insuranceFund(id: "0x00") { claimsOnly poolOnly shared received claimsPaid lossesPaid filed queued coverageBps }
       insuranceSources(orderBy: id) { id source received } insuranceContributors { id source }
       insuranceLosses { pool amount fromShared }
       insuranceClaims(orderBy: number) { state filed granted paid rejectedBy rejection beneficiary { id } payments { amount fromShared } } }`,
    {
      insuranceFund: {
        claimsOnly: 0n,
        poolOnly: 60n * UNIT,
        shared: 0n,
        received: 150n * UNIT,
        claimsPaid: 65n * UNIT,
        lossesPaid: 25n * UNIT,
        filed: 0n,
        queued: 45n * UNIT,
        coverageBps: 0n,
      },
      insuranceSources: [
        { id: code(1), source: 'Slashes', received: 50n * UNIT },
        { id: code(3), source: 'EmergencyReserve', received: 100n * UNIT },
      ],
      insuranceContributors: [{ id: TREASURY, source: 'EmergencyReserve' }],
      insuranceLosses: [{ pool: OPERATOR, amount: 25n * UNIT, fromShared: 25n * UNIT }],
      insuranceClaims: [
        {
          state: 'Queued',
          filed: 120n * UNIT,
          granted: 110n * UNIT,
          paid: 65n * UNIT,
          rejectedBy: null,
          rejection: null,
          beneficiary: { id: PAYER },
          payments: [{ amount: 65n * UNIT, fromShared: 5n * UNIT }],
        },
        {
          state: 'Rejected',
          filed: 7n * UNIT,
          granted: null,
          paid: 0n,
          rejectedBy: COUNCIL,
          rejection: 'filed twice',
          beneficiary: { id: PAYER },
          payments: [],
        },
      ],
    },
  );
  return s;
}
