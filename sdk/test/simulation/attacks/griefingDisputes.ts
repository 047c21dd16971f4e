import { keccak256, stringToHex } from 'viem';
import { parseUsdc, voteOnDisputeCall } from '../../../src/index.js';
import { account } from '../../support/accounts.js';
import { trade } from '../../support/trade.js';
import type { World } from '../../support/world.js';
import { type Attack, purse } from '../attack.js';

const SELLER = 40;
const BUYER = 40;
/** 8 units at 2.50 USDC for 100 hours: 2,000 USDC, a tenth of it held back. */
const UNITS = 8;
const SECONDS = 100 * 3_600;
const APPEAL_WINDOW = 3 * 86_400;
const EVIDENCE = { evidenceHash: keccak256(stringToHex('nothing')), evidenceURI: 'ipfs://nothing' };

/** The whole panel finds for the provider. */
async function rule(world: World, jobId: bigint): Promise<void> {
  const client = world.client(account('relayer'));
  const { to, data } = voteOnDisputeCall(world.deployment, { jobId, payerBps: 0, reasonURI: 'ipfs://delivered' });
  for (const arbiter of await client.getPanel()) await world.impersonate(arbiter, to, data);
  await world.advance(APPEAL_WINDOW + 1);
  await (await client.finalizeDispute({ jobId })).wait();
}

/** Disputes what was delivered, to keep the provider's money waiting or to be bought off. */
export const griefingDisputes: Attack = {
  name: 'griefing disputes',
  story:
    'a buyer disputes every delivered job without a cause; the provider makes no offer, answers with a bond of its own, and the panel finds for it',
  async run(world, { jobs }) {
    const owner = account('provider', SELLER);
    const seller = world.client(owner);
    await world.publishPrices();
    const providerId = await world.provider(SELLER, { certified: true });
    const listingId = await world.listing(SELLER, providerId, { unitPrice: 2_500_000, feedId: 0 });
    await world.fund(owner.address, { usdc: parseUsdc('1000') });
    await world.approve(owner, 'USDC', world.contracts.Vault);
    await (await seller.deposit({ amount: parseUsdc('1000') })).wait();
    const buyer = await world.buyer(BUYER, parseUsdc('50000'));

    const people = [buyer.account.address];
    let [turnover, change] = [0n, 0n];
    for (let n = 0; n < jobs; n++) {
      const job = { payer: account('buyer', BUYER), seller: SELLER, listingId, units: UNITS, seconds: SECONDS };
      const jobId = await trade(world, { ...job, unconfirmed: true });
      // The hold-back is the price of what was delivered: that it goes to the provider is no loss by the attack.
      const { escrow } = await buyer.getJob({ jobId });
      const before = (await purse(world, people)) - escrow;
      await (await buyer.openDispute({ jobId, disputed: escrow, ...EVIDENCE })).wait();
      await (await seller.answerDispute({ jobId, ...EVIDENCE })).wait();
      await rule(world, jobId);
      turnover += escrow;
      change += (await purse(world, people)) - before;
    }
    return { turnover, uncapped: 0n, lines: [{ what: 'bonds lost, half of each to the provider', amount: change }] };
  },
};
