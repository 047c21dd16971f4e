import type { PrivateKeyAccount } from 'viem/accounts';
import type { BridgeLaw } from '../bridgeLaw.js';
import { CampaignBook } from '../campaignBook.js';
import type { KeeperContext } from '../context.js';
import type { Duty } from '../duty.js';
import { PerksBook } from '../perksBook.js';
import { bondsDuty } from './bonds.js';
import { type Bridge, bridgeDuty } from './bridge.js';
import { buybackDuty, twapDuty } from './buyback.js';
import { campaignsDuty } from './campaigns.js';
import { carryDuty } from './carry.js';
import { standingsDuty, statusDuty } from './copies.js';
import { disputesDuty } from './disputes.js';
import { emissionsDuty } from './emissions.js';
import { epochsDuty } from './epochs.js';
import { governanceDuty } from './governance.js';
import { insuranceDuty } from './insurance.js';
import { perksDuty } from './perks.js';
import { poolDuty } from './pool.js';
import { pricesDuty } from './prices.js';
import { publishDuty } from './publish.js';
import { redemptionsDuty } from './redemptions.js';
import { type ReportInbox, relayDuty } from './relay.js';
import { reservationsDuty } from './reservations.js';
import { revenueDuty } from './revenue.js';
import { splitsDuty } from './splits.js';
import { spotDuty } from './spot.js';
import { subscriptionsDuty } from './subscriptions.js';
import { tiesDuty } from './ties.js';
import { type UptimeInbox, uptimeDuty } from './uptime.js';
import { expireDuty, releaseDuty } from './waits.js';
import { workflowsDuty } from './workflows.js';

/** Every duty there is, in the order in which one round does them. */
export const DUTY_NAMES = [
  'prices',
  'carry',
  'status',
  'standings',
  'bonds',
  'ties',
  'relay',
  'uptime',
  'splits',
  'expire',
  'release',
  'spot',
  'reservations',
  'workflows',
  'perks',
  'subscriptions',
  'campaigns',
  'redemptions',
  'disputes',
  'insurance',
  'pool',
  'revenue',
  'twap',
  'buyback',
  'epochs',
  'emissions',
  'governance',
  'bridge',
  'publish',
] as const;

/** The duties this keeper can do: prices only where it was told where they come from and who signs them, roots only where to keep them. */
export function makeDuties(
  context: KeeperContext,
  inbox: ReportInbox,
  uptimeInbox: UptimeInbox,
  priceKeys: readonly PrivateKeyAccount[],
  bridge: Bridge | undefined,
  reportBridge: (law: BridgeLaw) => void,
): Duty[] {
  const { priceSource, priceNodes, rewardsDir } = context.config;
  const perksBook = new PerksBook(context.chain, context.reads, context.keep('perks'));
  const campaignBook = new CampaignBook(context.chain, context.keep('campaigns'));
  return [
    ...(priceSource && priceKeys.length > 0 ? [pricesDuty(context, priceSource, priceKeys)] : []),
    ...(priceNodes.length > 0 ? [carryDuty(context)] : []),
    statusDuty(context),
    standingsDuty(context),
    bondsDuty(context),
    tiesDuty(context),
    relayDuty(context, inbox),
    uptimeDuty(context, uptimeInbox),
    splitsDuty(context),
    expireDuty(context),
    releaseDuty(context),
    spotDuty(context),
    reservationsDuty(context),
    workflowsDuty(context),
    perksDuty(context, perksBook),
    subscriptionsDuty(context, perksBook),
    campaignsDuty(context, campaignBook),
    redemptionsDuty(context, campaignBook),
    disputesDuty(context),
    insuranceDuty(context),
    poolDuty(context),
    revenueDuty(context),
    twapDuty(context),
    buybackDuty(context),
    epochsDuty(context),
    emissionsDuty(context),
    governanceDuty(context),
    ...(bridge ? [bridgeDuty(context, bridge, reportBridge)] : []),
    ...(rewardsDir ? [publishDuty(context, rewardsDir)] : []),
  ];
}
