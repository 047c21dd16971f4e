import { account, addressOf, id, text, word } from './lib/scenario.mjs';

const SELLER = account(1);
const [ALICE, BOB] = [account(2), account(3)];
const SKU = word(0x5c0);
const SPEC = word(0x57ec);
const ROUND = 1_700_000_400n;
const SPOT = addressOf('SpotMarket');
const RESERVATIONS = addressOf('Reservations');
const roundId = `${SKU}${id(ROUND).slice(2)}`;

const opened = (job, payer, units, price, escrow) => [
  'JobMarket.JobOpened',
  job,
  payer,
  1,
  1,
  payer,
  units,
  3_600,
  price,
  escrow,
  400,
  0,
  SPEC,
];
const refund = (payer, module, amount) => ['Vault.Released', payer, payer, module, 0n, 0n, amount, 0n, 0];

/** A round with a winner, a loser and a displaced bid; reservations claimed, cancelled for the fee and not claimed. */
export default function capacity(scenario) {
  const s = scenario('capacity: spot rounds, bids, clearing prices, reservations, and the escrow of each module');
  let now = 1_700_000_000n;
  s.tx(
    now,
    ['ProviderRegistry.ProviderRegistered', 1, SELLER, SELLER, 'ipfs://p'],
    ['Vault.Deposited', ALICE, ALICE, 100_000_000n],
    ['Vault.Deposited', BOB, BOB, 100_000_000n],
  );

  s.tx(now, ['SpotMarket.OfferSet', SKU, 1, 1, 10, 1_000_000n, ROUND - 600n]);
  const bid = (number, who, units, price, escrow) => [
    ['SpotMarket.BidPlaced', number, SKU, who, ROUND, units, 3_600, price, escrow, 0, SPEC],
    ['Vault.Escrowed', who, SPOT, escrow],
  ];
  now += 10n;
  s.tx(now, ...bid(1, ALICE, 4, 2_000_000n, 9_600_064n));
  s.tx(now, ...bid(2, BOB, 4, 900_000n, 4_320_064n));
  s.tx(now, ...bid(3, BOB, 1, 1_000_000n, 1_200_064n));
  s.tx(now, refund(BOB, SPOT, 1_200_064n), ['SpotMarket.BidClosed', 3, 2, 0, 1_200_064n]);
  now = ROUND + 2n;
  s.tx(
    now,
    ['SpotMarket.RoundPriced', SKU, ROUND, 1_000_000n, 4n, 8n, 10n],
    refund(ALICE, SPOT, 9_600_064n),
    opened(1n, ALICE, 4, 1_000_000n, 4_800_000n),
    ['Vault.Escrowed', ALICE, addressOf('JobMarket'), 4_800_000n],
    ['SpotMarket.BidFilled', 1, 1n, 1, 4, 1_000_000n],
    ['SpotMarket.BidClosed', 1, 1, 4, 9_600_064n],
  );
  s.tx(
    now,
    ['SpotMarket.OfferPassedOver', SKU, ROUND, 1, '0x12345678'],
    refund(BOB, SPOT, 4_320_064n),
    ['SpotMarket.BidClosed', 2, 1, 0, 4_320_064n],
    ['SpotMarket.RoundCleared', SKU, ROUND, 1_000_000n, 4],
  );
  s.tx(now, ['SpotMarket.OfferSet', SKU, 1, 1, 0, 0n, ROUND + 600n]);
  s.tx(now, ['SpotMarket.ParameterSet', text('minBid'), 2_000_000n]);

  s.expect(
    `{ spotRound(id: "${roundId}") { price demanded offered matched sold bidCount waiting held clearedAt
      bids(orderBy: number) { number closing filled held bidder { id } fills { job { id } units unitPrice listing { id } } } passedOver { reason } }
      spotOffer(id: "${id(1)}") { units from } }`,
    {
      spotRound: {
        price: '1000000',
        demanded: '8',
        offered: '10',
        matched: '4',
        sold: '4',
        bidCount: 3,
        waiting: 0,
        held: '0',
        clearedAt: String(now),
        bids: [
          {
            number: '1',
            closing: 'Cleared',
            filled: '4',
            held: '0',
            bidder: { id: ALICE },
            fills: [{ job: { id: id(1) }, units: '4', unitPrice: '1000000', listing: { id: id(1) } }],
          },
          { number: '2', closing: 'Cleared', filled: '0', held: '0', bidder: { id: BOB }, fills: [] },
          { number: '3', closing: 'Displaced', filled: '0', held: '0', bidder: { id: BOB }, fills: [] },
        ],
        passedOver: [{ reason: '0x12345678' }],
      },
      spotOffer: { units: '0', from: String(ROUND + 600n) },
    },
  );
  const START = 1_700_006_400n;
  const reserved = (number, payer, escrow) => [
    ['Reservations.Reserved', number, payer, 1, 2, START, START + 7_200n, 2_500_000n, escrow, 400, 0],
    ['Vault.Escrowed', payer, RESERVATIONS, escrow],
  ];
  now += 60n;
  s.tx(now, ['Reservations.AllotmentSet', 1, 1, 20]);
  s.tx(now, ...reserved(1n, ALICE, 12_000_000n));
  s.tx(now, ...reserved(2n, BOB, 12_000_000n));
  s.tx(now, ...reserved(3n, BOB, 12_000_000n));
  s.tx(now, ['Reservations.TakingSet', 1, false]);
  s.tx(
    now,
    ['Reservations.ReservationClosed', 2n, 2, 480_000n, 20_000n, 11_500_000n],
    ['Vault.Released', BOB, SELLER, RESERVATIONS, 480_000n, 20_000n, 11_500_000n, 500_000n, 1],
  );
  now = START + 5n;
  s.tx(
    now,
    refund(ALICE, RESERVATIONS, 12_000_000n),
    opened(2n, ALICE, 2, 2_500_000n, 11_990_000n),
    ['Vault.Escrowed', ALICE, addressOf('JobMarket'), 11_990_000n],
    ['Reservations.ReservationClaimed', 1n, 2n, 7_195, 12_000_000n],
  );
  s.tx(now, ['Reservations.ReservationVacated', 1n, now]);
  s.tx(now, ['Reservations.ParameterSet', text('freePeriod'), 0n]);

  s.expect(
    `{ reservations(orderBy: number) { number state closing held paid fee refunded job { id } payer { id } vacatedAt endedAt }
      allotment(id: "${id(1)}") { units taking }
      vaultModules(orderBy: escrow) { id escrow fees volume } protocol(id: "0x00") { inEscrow gmv } }`,
    {
      reservations: [
        {
          number: '1',
          state: 'Vacated',
          closing: 'None',
          held: '0',
          paid: '0',
          fee: '0',
          refunded: '12000000',
          job: { id: id(2) },
          payer: { id: ALICE },
          vacatedAt: String(now),
          endedAt: String(now),
        },
        {
          number: '2',
          state: 'Closed',
          closing: 'CancelledFee',
          held: '0',
          paid: '480000',
          fee: '20000',
          refunded: '11500000',
          job: null,
          payer: { id: BOB },
          vacatedAt: null,
          endedAt: String(1_700_000_462n),
        },
        {
          number: '3',
          state: 'Booked',
          closing: 'None',
          held: '12000000',
          paid: '0',
          fee: '0',
          refunded: '0',
          job: null,
          payer: { id: BOB },
          vacatedAt: null,
          endedAt: null,
        },
      ],
      allotment: { units: '20', taking: false },
      vaultModules: [
        { id: SPOT, escrow: '0', fees: '0', volume: '0' },
        { id: RESERVATIONS, escrow: '12000000', fees: '20000', volume: '500000' },
        { id: addressOf('JobMarket'), escrow: '16790000', fees: '0', volume: '0' },
      ],
      protocol: { inEscrow: '28790000', gmv: '500000' },
    },
  );
  return s;
}
