import { closeRedemptionsCall, isRedemptionDue } from '@cyberplaza/sdk';
import type { CampaignBook } from '../campaignBook.js';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle } from '../duty.js';

const LOST_RACES = ['NothingDone'];
const CLOSED_AT_ONCE = 50;

/** Gives back the vouchers that jobs which are over did not spend. */
export function redemptionsDuty({ chain, clock, engine }: KeeperContext, book: CampaignBook): Duty {
  const { deployment } = chain;

  const over = async (): Promise<bigint[]> => {
    await book.advance(clock.now.block);
    const jobIds: bigint[] = [];
    for (const jobId of book.redemptions) {
      if (await isRedemptionDue(chain.client, { deployment, jobId })) jobIds.push(jobId);
      if (jobIds.length === CLOSED_AT_ONCE) break;
    }
    return jobIds;
  };

  return {
    name: 'redemptions',
    description: 'give back the vouchers that jobs which are over did not spend',
    schedule: '40 * * * * *',
    async check() {
      const jobIds = await over();
      return jobIds.length > 0 ? due(`${jobIds.length} jobs`) : idle(`${book.redemptions.size} jobs redeem`);
    },
    async run() {
      const jobIds = await over();
      if (jobIds.length === 0) return { kind: 'nothing', detail: 'no job is over' };
      const call = {
        ...closeRedemptionsCall(deployment, { jobIds }),
        label: `close ${jobIds.length} redemptions`,
        key: `closeRedemptions:${jobIds.join(',')}`,
      };
      return act(engine, call, LOST_RACES);
    },
  };
}
