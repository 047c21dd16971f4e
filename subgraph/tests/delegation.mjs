import { account, addressOf, id, text } from './lib/scenario.mjs';

const VAULT = addressOf('Vault');
const REGISTRY = addressOf('ProviderRegistry');
const DELEGATION = addressOf('BondDelegation');
const [OWNER, PAYOUT, ALICE, BOB, HARMED, SPLITTER, METER, METER_OPERATOR] = [1, 2, 3, 4, 5, 6, 7, 8].map(account);
const CPT = 10n ** 18n;

/** Stakes in, a slash shared, earnings split and claimed, a way out, a pool that begins anew, a meter that is tied. */
export default function delegation(scenario) {
  const s = scenario('delegation: stakes, shared slashes, split earnings, generations and ties');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };
  const changed = (cpt, exiting) => ['ProviderRegistry.DelegatedBondChanged', 1, cpt, exiting];

  tx(['ProviderRegistry.ProviderRegistered', 1, OWNER, PAYOUT, 'ipfs://a']);
  tx(['CPT.Transfer', OWNER, REGISTRY, 100n * CPT], ['ProviderRegistry.BondDeposited', 1, OWNER, 100n * CPT, 0]);
  tx(
    ['BondDelegation.Delegated', 1, ALICE, 200n * CPT, 200n * CPT],
    ['CPT.Transfer', ALICE, REGISTRY, 200n * CPT],
    changed(200n * CPT, 0),
  );
  tx(
    ['BondDelegation.Delegated', 1, BOB, 100n * CPT, 100n * CPT],
    ['CPT.Transfer', BOB, REGISTRY, 100n * CPT],
    changed(300n * CPT, 0),
  );

  // ---- earnings: 1,000 come in, a tenth is shared ----
  tx(['BondDelegation.ShareSet', 1, 1_000, now + 100n], ['ProviderRegistry.PayoutAccountSet', 1, SPLITTER]);
  tx(['USDC.Transfer', OWNER, VAULT, 1_000], ['Vault.Deposited', SPLITTER, OWNER, 1_000]);
  tx(
    ['BondDelegation.EarningsSplit', 1, PAYOUT, 100, 900],
    ['Vault.Escrowed', SPLITTER, DELEGATION, 1_000],
    ['Vault.Released', SPLITTER, DELEGATION, DELEGATION, 100, 0, 0, 0, 0],
    ['Vault.Released', SPLITTER, PAYOUT, DELEGATION, 900, 0, 0, 0, 0],
  );
  tx(
    ['BondDelegation.EarningsClaimed', 1, ALICE, HARMED, 66],
    ['Vault.Withdrawn', DELEGATION, HARMED, 66],
    ['USDC.Transfer', VAULT, HARMED, 66],
  );
  tx(['BondDelegation.ShareSet', 1, 0, now + 3_024_000n]);

  // ---- a slash of 40: 10 of the provider's own, 30 of the delegators' ----
  const requested = tx(
    ['BondDelegation.DelegationExitRequested', 1, BOB, 100n * CPT, now + 3_024_100n],
    changed(300n * CPT, 100n * CPT),
  );
  tx(
    ['ProviderRegistry.DelegatedBondSlashed', 1, 30n * CPT],
    changed(270n * CPT, 90n * CPT),
    ['ProviderRegistry.BondSlashed', 1, HARMED, 0, 40n * CPT, 80, text('fault')],
    ['CPT.Transfer', REGISTRY, HARMED, 40n * CPT],
  );
  // What the index says as of this block.
  const block = `block: { number: ${s.blocks.length} }`;
  s.expect(
    `{ provider(id: "${id(1)}", ${block}) { bondCpt delegatedCpt delegatedExitingCpt delegatedTotal delegatedSlashed slashedCpt slashingDelegated
       delegatedShares delegatedExitingShares payoutAccount delegatorShareBps nextDelegatorShareBps toDelegators toProvider
       stakes(orderBy: id) { delegator { id } shares exitingShares releaseTime delegated claimed }
       earningsSplits { payout { id } toDelegators toProvider } }
       protocol(id: "0x00", ${block}) { bondCpt delegatedCpt slashedCpt delegatorsEarned delegatorsClaimed gmv discounts inEscrow available }
       account(id: "${SPLITTER}", ${block}) { available escrowed spent }
       vault: account(id: "${DELEGATION}", ${block}) { available received } }`,
    {
      provider: {
        bondCpt: 90n * CPT,
        delegatedCpt: 270n * CPT,
        delegatedExitingCpt: 90n * CPT,
        delegatedTotal: 300n * CPT,
        delegatedSlashed: 30n * CPT,
        slashedCpt: 40n * CPT,
        slashingDelegated: 0,
        delegatedShares: 200n * CPT,
        delegatedExitingShares: 100n * CPT,
        payoutAccount: SPLITTER,
        delegatorShareBps: 1_000,
        nextDelegatorShareBps: 0,
        toDelegators: 100,
        toProvider: 900,
        stakes: [
          {
            delegator: { id: ALICE },
            shares: 200n * CPT,
            exitingShares: 0,
            releaseTime: 0,
            delegated: 200n * CPT,
            claimed: 66,
          },
          {
            delegator: { id: BOB },
            shares: 0,
            exitingShares: 100n * CPT,
            releaseTime: requested - 100n + 3_024_100n,
            delegated: 100n * CPT,
            claimed: 0,
          },
        ],
        earningsSplits: [{ payout: { id: PAYOUT }, toDelegators: 100, toProvider: 900 }],
      },
      protocol: {
        bondCpt: 360n * CPT,
        delegatedCpt: 270n * CPT,
        slashedCpt: 40n * CPT,
        delegatorsEarned: 100,
        delegatorsClaimed: 66,
        gmv: 0,
        discounts: 0,
        inEscrow: 0,
        available: 934,
      },
      account: { available: 0, escrowed: 0, spent: 0 },
      vault: { available: 34, received: 100 },
    },
  );

  // ---- out, the share lowered, everything lost, and a new generation ----
  tx(['BondDelegation.DelegationWithdrawn', 1, BOB, BOB, 90n * CPT, 100n * CPT], changed(180n * CPT, 0), [
    'CPT.Transfer',
    REGISTRY,
    BOB,
    90n * CPT,
  ]);
  tx(['BondDelegation.ShareLowered', 1, 0], ['ProviderRegistry.PayoutAccountSet', 1, `0x${'0'.repeat(40)}`]);
  tx(['BondDelegation.DelegationExitRequested', 1, ALICE, 50n * CPT, now + 3_024_100n], changed(180n * CPT, 45n * CPT));
  tx(['BondDelegation.DelegationExitCancelled', 1, ALICE, 50n * CPT], changed(180n * CPT, 0));
  tx(
    ['ProviderRegistry.DelegatedBondSlashed', 1, 180n * CPT],
    changed(0, 0),
    ['ProviderRegistry.BondSlashed', 1, HARMED, 0, 270n * CPT, 540, text('fault')],
    ['CPT.Transfer', REGISTRY, HARMED, 270n * CPT],
  );
  tx(
    ['BondDelegation.GenerationOpened', 1, 1],
    changed(0, 0),
    ['BondDelegation.Delegated', 1, BOB, 10n * CPT, 10n * CPT],
    ['CPT.Transfer', BOB, REGISTRY, 10n * CPT],
    changed(10n * CPT, 0),
  );
  tx(['BondDelegation.ParameterSet', text('exitHold'), 1_814_400]);
  s.expect(
    `{ provider(id: "${id(1)}") { bondCpt delegatedCpt delegatedTotal delegatedWithdrawn delegatedSlashed delegationGeneration
       delegatedShares payoutAccount delegatorShareBps nextDelegatorShareBps nextShareAt
       stakes(orderBy: id) { generation shares exitingShares withdrawn } }
       stakeEvents(orderBy: timestamp) { kind cpt shares usdc } holder(id: "${REGISTRY}") { cpt }
       parameters(where: { name: "exitHold" }) { contract value } }`,
    {
      provider: {
        bondCpt: 0,
        delegatedCpt: 10n * CPT,
        delegatedTotal: 310n * CPT,
        delegatedWithdrawn: 90n * CPT,
        delegatedSlashed: 210n * CPT,
        delegationGeneration: 1,
        delegatedShares: 10n * CPT,
        payoutAccount: null,
        delegatorShareBps: 0,
        nextDelegatorShareBps: 0,
        nextShareAt: 0,
        stakes: [
          { generation: 0, shares: 200n * CPT, exitingShares: 0, withdrawn: 0 },
          { generation: 1, shares: 10n * CPT, exitingShares: 0, withdrawn: 90n * CPT },
        ],
      },
      stakeEvents: [
        { kind: 'Delegated', cpt: 200n * CPT, shares: 200n * CPT, usdc: 0 },
        { kind: 'Delegated', cpt: 100n * CPT, shares: 100n * CPT, usdc: 0 },
        { kind: 'Claimed', cpt: 0, shares: 0, usdc: 66 },
        { kind: 'ExitRequested', cpt: 0, shares: 100n * CPT, usdc: 0 },
        { kind: 'Withdrawn', cpt: 90n * CPT, shares: 100n * CPT, usdc: 0 },
        { kind: 'ExitRequested', cpt: 0, shares: 50n * CPT, usdc: 0 },
        { kind: 'ExitCancelled', cpt: 0, shares: 50n * CPT, usdc: 0 },
        { kind: 'Delegated', cpt: 10n * CPT, shares: 10n * CPT, usdc: 0 },
      ],
      holder: { cpt: 10n * CPT },
      parameters: [{ contract: DELEGATION, value: 1_814_400 }],
    },
  );

  // ---- a meter with stakes, one of them given up ----
  tx(['MeterQuorum.MeterAdded', METER, METER_OPERATOR, [0, 0]], ['MeterQuorum.TieSourceSet', DELEGATION]);
  tx(['MeterQuorum.TieProven', METER, 1, ALICE], ['MeterQuorum.TieProven', METER, 2, BOB]);
  tx(['MeterQuorum.TieDropped', METER, 2]);
  s.expect('{ meterTies(orderBy: id) { meter { id } holds provenBy } meterConfigs { tieSource } }', {
    meterTies: [
      { meter: { id: METER }, holds: true, provenBy: ALICE },
      { meter: { id: METER }, holds: false, provenBy: BOB },
    ],
    meterConfigs: [{ tieSource: DELEGATION }],
  });
  return s;
}
