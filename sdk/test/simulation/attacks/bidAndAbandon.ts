import { stringToHex } from 'viem';
import { jobSpecHash, Period, parseUsdc, Resource, spotSku } from '../../../src/index.js';
import { account } from '../../support/accounts.js';
import { type Attack, purse } from '../attack.js';

const SELLER = 50;
const BUYER = 50;
const UNITS = 32;
const HOUR = 3_600;
const RESERVE = 1_000_000;
const BID = 1_250_000;

/** Outbids everybody in spot rounds and then does not want what was won. */
export const bidAndAbandon: Attack = {
  name: 'bid and abandon',
  story:
    'somebody outbids all others in every spot round, so that the capacity is kept from them, and calls the jobs off that it wins before they start',
  async run(world, { jobs }) {
    const seller = world.client(account('provider', SELLER));
    await world.publishPrices();
    const providerId = await world.provider(SELLER, { certified: true });
    const region = stringToHex('abandoned', { size: 32 });
    const created = await seller.createListing({
      terms: { ...world.listingTerms(providerId), preemptible: true, unitPrice: 2_500_000, feedId: 0 },
      sku: stringToHex('cpu.core', { size: 32 }),
      region,
      metadataURI: 'ipfs://listing',
    });
    const { listingId } = await created.wait();
    const sku = spotSku({
      sku: stringToHex('cpu.core', { size: 32 }),
      region,
      resource: Resource.CpuCoreHour,
      period: Period.Hour,
    });
    await (await seller.offerSpot({ listingId, units: UNITS, reserve: RESERVE })).wait();
    const buyer = await world.buyer(BUYER, parseUsdc('5000'));
    const people = [buyer.account.address];
    const specHash = jobSpecHash({ command: ['true'] });
    const nextRound = async () => world.advanceTo(BigInt(await seller.getCurrentSpotRound()));

    const before = await purse(world, people);
    let turnover = 0n;
    for (let n = 0; n < jobs; n++) {
      await nextRound();
      await world.publishPrices();
      const bid = { sku, units: UNITS, duration: HOUR, maxUnitPrice: BID, specHash };
      const { roundEnd } = await (await buyer.bidSpot(bid)).wait();
      await nextRound();
      const { filled } = await (await seller.clearSpotRound({ sku, roundEnd })).wait();
      for (const { jobId, units, unitPrice } of filled) {
        turnover += BigInt(units) * BigInt(unitPrice);
        await (await buyer.cancelJob({ jobId })).wait();
      }
    }
    const change = (await purse(world, people)) - before;
    return { turnover, uncapped: 0n, lines: [{ what: 'cancellation fees, to the provider', amount: change }] };
  },
};
