// The contracts' enums reach the log as numbers. Their names are written down in src/lib/enums.ts and schema.graphql: this says
// where either differs from the interfaces.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const members = (body) =>
  body
    .replace(/\/\/.*$/gm, '')
    .split(/[\s,]+/)
    .filter(Boolean);

/** [interface, its enum, the list in enums.ts, the enum in schema.graphql] */
const ENUMS = [
  ['IJobMarketTypes', 'Reason', 'JOB_REASONS', 'Reason'],
  ['IDisputes', 'State', 'DISPUTE_STATES', 'DisputeState'],
  ['IDisputes', 'Outcome', 'DISPUTE_OUTCOMES', 'DisputeOutcome'],
  ['IInsuranceFund', 'Source', 'INSURANCE_SOURCES', 'InsuranceTag'],
  ['IGroupBuyTypes', 'State', 'CAMPAIGN_STATES', 'CampaignState'],
  ['IGroupBuyTypes', 'MissReason', 'MISS_REASONS', 'MissReason'],
  ['IGroupBuyTypes', 'FailReason', 'FAIL_REASONS', 'FailReason'],
  ['IBridgeTypes', 'Direction', 'BRIDGE_DIRECTIONS', 'BridgeDirection'],
  ['IBridgeTypes', 'Status', 'WAITING_STATUSES', 'WaitingStatus'],
  ['IBuybackBurner', 'Fitness', 'BUYBACK_FITNESS', 'BuybackFitness'],
  ['IListings', 'Resource', 'RESOURCES', 'Resource'],
  ['IListings', 'Period', 'PERIODS', 'Period'],
  ['IProviderRecords', 'KycLevel', 'KYC_LEVELS', 'KycLevel'],
  ['IProviderRegistry', 'Status', 'STATUSES', 'ProviderStatus'],
  ['ISpotMarket', 'Closing', 'SPOT_CLOSINGS', 'SpotClosing'],
  ['IReservations', 'State', 'RESERVATION_STATES', 'ReservationState'],
  ['IReservations', 'Closing', 'RESERVATION_CLOSINGS', 'ReservationClosing'],
  ['IWorkflows', 'Cause', 'STAGE_CAUSES', 'StageCause'],
  ['IRevenueRouter', 'Source', 'REVENUE_TAGS', 'RevenueTag'],
  ['IRewardProgrammes', 'Programme', 'PROGRAMMES', 'ProgrammeName'],
  ['ITreasury', 'Budget', 'TREASURY_BUDGETS', 'TreasuryBudgetName'],
  ['ISubscriptions', 'Plan', 'PLANS', 'Plan'],
  ['ITokenVesting', 'Pot', 'VESTING_POTS', 'VestingPot'],
  ['ISubscriptions', 'Promotion', 'PROMOTIONS', 'PromotionKind'],
];

/** @returns one sentence for each enum that is not the same everywhere */
export function enumDifferences() {
  const names = read('../src/lib/enums.ts');
  const schema = read('../schema.graphql');
  return ENUMS.flatMap(([contract, name, list, type]) => {
    const source = read(`../../src/interfaces/${contract}.sol`);
    const [, solidity = ''] = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source) ?? [];
    const [, listed = ''] = new RegExp(`const ${list}: string\\[\\] = \\[([^\\]]*)\\]`).exec(names) ?? [];
    const [, typed = ''] = new RegExp(`enum ${type} \\{([^}]*)\\}`).exec(schema) ?? [];
    const wanted = members(solidity).join(' ');
    const here = [members(listed.replaceAll("'", '')).join(' '), members(typed).join(' ')];
    return wanted !== '' && here.every((found) => found === wanted) ? [] : [`${contract}.${name} is ${wanted}`];
  });
}
