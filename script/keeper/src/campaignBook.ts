import { groupBuyAbi, voucherDeskAbi } from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, getAbiItem } from 'viem';
import { z } from 'zod';
import { addressValue, type Chain, type Keep, LogFollower, learned, savedBigint } from './kit/index.js';

const event = (abi: Abi, name: string) => getAbiItem({ abi, name }) as AbiEvent;
const EVENTS = [
  event(groupBuyAbi, 'CampaignCreated'),
  event(groupBuyAbi, 'Pledged'),
  event(groupBuyAbi, 'PledgeSettled'),
  event(voucherDeskAbi, 'RedemptionOpened'),
  event(voucherDeskAbi, 'RedemptionClosed'),
];

const savedSchema = z.object({
  pledgers: z.array(z.tuple([savedBigint, z.array(addressValue)])),
  redemptions: z.array(savedBigint),
});

/** Who has pledged, and which jobs redeem vouchers, as events tell it. */
export class CampaignBook {
  /** accounts that pledged and are not settled, by campaign; one that withdrew everything may be among them */
  readonly pledgers = new Map<bigint, Set<Address>>();
  /** jobs whose vouchers nobody has given back */
  readonly redemptions = new Set<bigint>();
  readonly #follower: LogFollower<AbiEvent[]>;

  constructor(chain: Chain, keep: Keep) {
    const { GroupBuy, VoucherDesk } = chain.deployment.contracts;
    this.#follower = new LogFollower({
      client: chain.client,
      address: [GroupBuy, VoucherDesk],
      events: EVENTS,
      fromBlock: BigInt(chain.deployment.startBlock),
      ...keep,
      learned: learned(
        savedSchema,
        ({ pledgers, redemptions }) => {
          for (const [campaignId, accounts] of pledgers) this.pledgers.set(campaignId, new Set(accounts));
          for (const jobId of redemptions) this.redemptions.add(jobId);
        },
        () => ({
          pledgers: [...this.pledgers].map(([campaignId, accounts]) => [campaignId, [...accounts]]),
          redemptions: [...this.redemptions],
        }),
      ),
    });
  }

  /** Reads everything up to a block; several duties may ask at once. */
  advance(head: bigint): Promise<void> {
    return this.#follower.advance(head, (logs) => {
      for (const log of logs) this.#take(log.eventName as string, log.args as Record<string, unknown>);
    });
  }

  #take(name: string, args: Record<string, unknown>): void {
    const campaignId = args.campaignId as bigint;
    if (name === 'CampaignCreated') this.pledgers.set(campaignId, this.pledgers.get(campaignId) ?? new Set());
    if (name === 'Pledged') this.pledgers.get(campaignId)?.add(args.account as Address);
    if (name === 'PledgeSettled') this.pledgers.get(campaignId)?.delete(args.account as Address);
    if (name === 'RedemptionOpened') this.redemptions.add(args.jobId as bigint);
    if (name === 'RedemptionClosed') this.redemptions.delete(args.jobId as bigint);
  }
}
