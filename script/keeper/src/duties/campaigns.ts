import {
  CampaignState,
  closeCampaignCall,
  failCampaignCall,
  getCampaign,
  getFreeCash,
  getPledge,
  payInvoiceCall,
  repayCampaignCall,
  settlePledgesCall,
  shareOutCampaignCall,
  takeMarginCall,
} from '@cyberplaza/sdk';
import type { CampaignBook } from '../campaignBook.js';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

const LOST_RACES = ['WrongState', 'NothingDone', 'TooEarly'];
const SETTLED_AT_ONCE = 100;
/** USDC units below which moving money is not worth its gas, so that nobody makes a keeper pay for dust. */
const WORTH_MOVING = 1_000_000n;

/** Closes campaigns, settles their pledges, pays vendors, repays the pool, hands the margin on and shares out what failed. */
export function campaignsDuty({ chain, clock, engine }: KeeperContext, book: CampaignBook): Duty {
  const { deployment } = chain;

  /** In the order in which they would be sent; what is not possible now is left out. */
  const candidates = async (campaignId: bigint): Promise<Call[]> => {
    const campaign = await getCampaign(chain.client, { deployment, campaignId });
    const call = (name: string, made: Pick<Call, 'to' | 'data'>): Call => ({
      ...made,
      label: `${name} campaign ${campaignId}`,
      key: `${name}Campaign:${campaignId}`,
    });
    if (campaign.state === CampaignState.Open) {
      const over = campaign.closesAt <= clock.now.timestamp;
      return over ? [call('close', closeCampaignCall(deployment, { campaignId }))] : [];
    }
    const calls = await settlements(campaignId);
    if (campaign.state === CampaignState.Missed) {
      if (calls.length === 0) book.pledgers.delete(campaignId);
      return calls;
    }
    if (campaign.state === CampaignState.Met) {
      if (!campaign.invoicePaid) calls.push(call('pay invoice of', payInvoiceCall(deployment, { campaignId })));
      calls.push(call('fail', failCampaignCall(deployment, { campaignId })));
    } else if (!campaign.shared) {
      calls.push(call('share out', shareOutCampaignCall(deployment, { campaignId })));
    }
    if ((await getFreeCash(chain.client, { deployment, campaignId })) >= WORTH_MOVING) {
      if (campaign.lotId !== 0n) calls.push(call('repay', repayCampaignCall(deployment, { campaignId })));
      calls.push(call('take margin of', takeMarginCall(deployment, { campaignId })));
    }
    return calls;
  };

  const settlements = async (campaignId: bigint): Promise<Call[]> => {
    const accounts: `0x${string}`[] = [];
    for (const account of book.pledgers.get(campaignId) ?? []) {
      if (accounts.length === SETTLED_AT_ONCE) break;
      const units = await getPledge(chain.client, { deployment, campaignId, account });
      if (units > 0) accounts.push(account);
      else book.pledgers.get(campaignId)?.delete(account);
    }
    if (accounts.length === 0) return [];
    return [
      {
        ...settlePledgesCall(deployment, { campaignId, accounts }),
        label: `settle ${accounts.length} pledges of campaign ${campaignId}`,
        key: `settle:${campaignId}:${accounts[0]}`,
      },
    ];
  };

  const find = async (): Promise<Call[]> => {
    await book.advance(clock.now.block);
    const calls: Call[] = [];
    for (const campaignId of book.pledgers.keys()) calls.push(...(await candidates(campaignId)));
    const refused = await Promise.all(calls.map((call) => engine.refusal(call)));
    return calls.filter((_, index) => refused[index] === undefined);
  };

  return {
    name: 'campaigns',
    description: 'close group buys, settle pledges, pay vendors, repay the pool, take the margin, share out failures',
    schedule: '20 * * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0
        ? due(`${calls.length}, first: ${calls[0]?.label}`)
        : idle(`${book.pledgers.size} campaigns`);
    },
    async run() {
      const results: RunResult[] = [];
      for (const call of await find()) results.push(await act(engine, call, LOST_RACES));
      return summarise(results);
    },
  };
}
