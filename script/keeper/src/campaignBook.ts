import { groupBuyAbi, voucherDeskAbi } from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, getAbiItem } from 'viem';
import { type Chain, LogFollower } from './kit/index.js';

const event = (abi: Abi, name: string) => getAbiItem({ abi, name }) as AbiEvent;
const EVENTS = [
  event(groupBuyAbi, 'CampaignCreated'),
  event(groupBuyAbi, 'Pledged'),
  event(groupBuyAbi, 'PledgeSettled'),
  event(voucherDeskAbi, 'RedemptionOpened'),
  event(voucherDeskAbi, 'RedemptionClosed'),
];

/** Who has pledged, and which jobs redeem vouchers, as events tell it. */
export class CampaignBook {
  /** accounts that pledged and are not settled, by campaign; one that withdrew everything may be among them */
  readonly pledgers = new Map<bigint, Set<Address>>();
  /** jobs whose vouchers nobody has given back */
  readonly redemptions = new Set<bigint>();
  readonly #follower: LogFollower<AbiEvent[]>;

  constructor(chain: Chain) {
    const { GroupBuy, VoucherDesk } = chain.deployment.contracts;
    this.#follower = new LogFollower({
      client: chain.client,
      address: [GroupBuy, VoucherDesk],
      events: EVENTS,
      fromBlock: BigInt(chain.deployment.startBlock),
    });
  }

  /** Reads everything up to a block; several duties may ask at once. */
  async advance(head: bigint): Promise<void> {
    const before = this.#turn;
    this.#turn = before
      .catch(() => undefined)
      .then(() =>
        this.#follower.advance(head, (logs) => {
          for (const log of logs) this.#take(log.eventName as string, log.args as Record<string, unknown>);
        }),
      );
    await this.#turn;
  }

  #turn: Promise<void> = Promise.resolve();

  #take(name: string, args: Record<string, unknown>): void {
    const campaignId = args.campaignId as bigint;
    if (name === 'CampaignCreated') this.pledgers.set(campaignId, this.pledgers.get(campaignId) ?? new Set());
    if (name === 'Pledged') this.pledgers.get(campaignId)?.add(args.account as Address);
    if (name === 'PledgeSettled') this.pledgers.get(campaignId)?.delete(args.account as Address);
    if (name === 'RedemptionOpened') this.redemptions.add(args.jobId as bigint);
    if (name === 'RedemptionClosed') this.redemptions.delete(args.jobId as bigint);
  }
}
