import { account, addressOf, id, text, ZERO } from './lib/scenario.mjs';

const [CALLER, BIDDER, RECIPIENT, THIRD] = [1, 2, 3, 4].map(account);
const UNIT = 1_000_000n;
const CPT = 10n ** 18n;
const POOL = account(9);

/** Purchases, an auction with two bids, gifts, and the report of a quarter. */
export default function buyback(scenario) {
  const s = scenario('buyback: what was spent and burned, by purchase, auction and quarter');
  const burner = addressOf('BuybackBurner');
  const quarter = 216n;
  let now = 1_700_000_000n;
  let supply = 100_000_000n * CPT;
  const tx = (...logs) => {
    now += 600n;
    s.tx(now, ...logs);
    return now;
  };
  const burn = (from, amount) => {
    supply -= amount;
    return ['CPT.Transfer', from, ZERO, amount];
  };

  tx(['CPT.Transfer', ZERO, POOL, 60_000_000n * CPT], ['CPT.Transfer', ZERO, BIDDER, 40_000_000n * CPT]);
  tx(
    ['BuybackBurner.ParameterSet', text('maxSpend'), 10_000n * UNIT],
    ['UniswapTwap.ParameterSet', text('window'), 1_800],
    ['UniswapTwap.Observed', 0, -5_000n, 77n],
  );
  tx(['UniswapTwap.Forgotten', 1], ['UniswapTwap.Observed', 1, -6_000n, 99n]);
  const fed = tx(
    ['PriceHub.FeedSet', text('CPT/USD'), THIRD, POOL, 93_600],
    ['PriceHub.TieBreakerSet', text('CPT/USD'), CALLER],
  );
  tx(
    ['BuybackBurner.PriceNoted', 50_000_000n],
    ['USDC.Transfer', RECIPIENT, burner, 3_000n * UNIT],
    ['USDC.Transfer', burner, POOL, 1_000n * UNIT],
    ['CPT.Transfer', POOL, burner, 1_990n * CPT],
    burn(burner, 1_990n * CPT),
    ['BuybackBurner.BoughtAndBurned', CALLER, quarter, 1_000n * UNIT, 1_990n * CPT, 50_000_000n, 1_980n * CPT, supply],
  );
  const started = tx(['BuybackBurner.AuctionStarted', 1, CALLER, 3, 2_000n * UNIT, 50_000_000n, 15_000, 8_000, 86_400]);
  tx(
    burn(BIDDER, 300n * CPT),
    ['BuybackBurner.SoldAndBurned', 1, quarter, BIDDER, RECIPIENT, 100n * UNIT, 300n * CPT, supply],
    ['USDC.Transfer', burner, RECIPIENT, 100n * UNIT],
  );
  tx(
    burn(BIDDER, 200n * CPT),
    ['BuybackBurner.SoldAndBurned', 1, quarter + 1n, BIDDER, BIDDER, 90n * UNIT, 200n * CPT, supply],
    ['USDC.Transfer', burner, BIDDER, 90n * UNIT],
  );
  const closed = tx(['BuybackBurner.AuctionClosed', 1, 190n * UNIT, 1_810n * UNIT]);
  tx(['CPT.Transfer', BIDDER, burner, 5n * CPT]);
  tx(burn(burner, 5n * CPT), ['BuybackBurner.StrayBurned', 5n * CPT, supply]);
  const reported = tx([
    'BuybackBurner.QuarterClosed',
    quarter,
    1_000n * UNIT,
    100n * UNIT,
    2_290n * CPT,
    48_034_934n,
    1_100n * UNIT,
    2_290n * CPT,
    supply,
  ]);

  s.expect(
    `{ buyback(id: "0x00") { poolSpent auctionSpent burned strayBurned purchaseCount bidCount auctionCount openAuction { id } lastFitPrice }
       protocol(id: "0x00") { cptSupply cptBurned } holder(id: "${burner}") { usdc cpt }
       hubFeeds { asset primary secondary tieBreaker updatedAt }
       cptMarket(id: "0x00") { observationCount firstObservation }
       twapObservations(orderBy: index) { index tickCumulative liquidityCumulative } }`,
    {
      buyback: {
        poolSpent: 1_000n * UNIT,
        auctionSpent: 190n * UNIT,
        burned: 2_490n * CPT,
        strayBurned: 5n * CPT,
        purchaseCount: 1,
        bidCount: 2,
        auctionCount: 1,
        openAuction: null,
        lastFitPrice: 50_000_000n,
      },
      protocol: { cptSupply: supply, cptBurned: 2_495n * CPT },
      holder: { usdc: 1_810n * UNIT, cpt: 0n },
      hubFeeds: [{ asset: 'CPT/USD', primary: THIRD, secondary: POOL, tieBreaker: CALLER, updatedAt: fed }],
      cptMarket: { observationCount: 2n, firstObservation: 1n },
      twapObservations: [
        { index: 0n, tickCumulative: -5_000n, liquidityCumulative: 77n },
        { index: 1n, tickCumulative: -6_000n, liquidityCumulative: 99n },
      ],
    },
  );
  s.expect(
    `{ buybackAuctions { id fitness amount sold burned bidCount unsold startedAt closedAt bids(orderBy: timestamp) { spent burned recipient quarter { number } } }
       buybackPurchases { caller { id } spent burned price minimumOut quarter { number } }
       buybackQuarters(orderBy: number) { number poolSpent auctionSpent burned purchaseCount bidCount averagePrice totalSpent totalBurned closedAt } }`,
    {
      buybackAuctions: [
        {
          id: id(1),
          fitness: 'PoolUnfit',
          amount: 2_000n * UNIT,
          sold: 190n * UNIT,
          burned: 500n * CPT,
          bidCount: 2,
          unsold: 1_810n * UNIT,
          startedAt: started,
          closedAt: closed,
          bids: [
            { spent: 100n * UNIT, burned: 300n * CPT, recipient: RECIPIENT, quarter: { number: quarter } },
            { spent: 90n * UNIT, burned: 200n * CPT, recipient: BIDDER, quarter: { number: quarter + 1n } },
          ],
        },
      ],
      buybackPurchases: [
        {
          caller: { id: CALLER },
          spent: 1_000n * UNIT,
          burned: 1_990n * CPT,
          price: 50_000_000n,
          minimumOut: 1_980n * CPT,
          quarter: { number: quarter },
        },
      ],
      buybackQuarters: [
        {
          number: quarter,
          poolSpent: 1_000n * UNIT,
          auctionSpent: 100n * UNIT,
          burned: 2_290n * CPT,
          purchaseCount: 1,
          bidCount: 1,
          averagePrice: 48_034_934n,
          totalSpent: 1_100n * UNIT,
          totalBurned: 2_290n * CPT,
          closedAt: reported,
        },
        {
          number: quarter + 1n,
          poolSpent: 0n,
          auctionSpent: 90n * UNIT,
          burned: 200n * CPT,
          purchaseCount: 0,
          bidCount: 1,
          averagePrice: null,
          totalSpent: null,
          totalBurned: null,
          closedAt: null,
        },
      ],
    },
  );
  return s;
}
