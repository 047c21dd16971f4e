/** Names of the contracts' enums, in their order; schema.graphql has the same names. */
const JOB_REASONS: string[] = [
  'None',
  'Completed',
  'CancelledFree',
  'CancelledFee',
  'NotAcknowledged',
  'NotStarted',
  'Declined',
  'ProviderFault',
  'UncodedFailure',
  'BuyerFault',
  'Overdue',
  'WindowElapsed',
  'Confirmed',
  'Ruled',
  'RulingDefaulted',
  'Preempted',
  'Stopped',
  'InvoiceMissing',
];
const RESOURCES: string[] = [
  'CpuCoreHour',
  'GpuHour',
  'FpgaHour',
  'StorageTbMonth',
  'BandwidthTb',
  'MemoryGbHour',
  'Software',
  'Data',
  'Service',
];
const PERIODS: string[] = ['Hour', 'Month', 'Unit'];
const STATUSES: string[] = ['None', 'Ordinary', 'Applied', 'Probation', 'Certified', 'Suspended', 'Revoked'];
const KYC_LEVELS: string[] = ['None', 'Basic', 'Enhanced'];
const REVENUE_TAGS: string[] = ['SaaS', 'TransactionFees', 'ApiAndData', 'Certification', 'GroupBuying'];
const SPOT_CLOSINGS: string[] = ['None', 'Cleared', 'Displaced', 'Lapsed', 'OverLimit'];
const RESERVATION_STATES: string[] = ['None', 'Booked', 'Claimed', 'Vacated', 'Closed'];
const RESERVATION_CLOSINGS: string[] = ['None', 'CancelledFree', 'CancelledFee', 'NoShow', 'Unable'];
const REJECTIONS: string[] = ['None', 'TooFewAgree', 'MoveTooLarge', 'ZeroMedian'];
const STAGE_CAUSES: string[] = ['None', 'ParentFailed', 'Late', 'Cancelled'];
const PLANS: string[] = ['Free', 'Starter', 'Pro', 'Enterprise'];
const PROGRAMMES: string[] = ['Users', 'Providers', 'LpPositions', 'LpStaking', 'LpPool', 'Airdrop'];
const VESTING_POTS: string[] = ['Other', 'Foundation', 'PrivateSale', 'Team'];
const BRIDGE_DIRECTIONS: string[] = ['Out', 'In'];
const WAITING_STATUSES: string[] = ['None', 'Waiting', 'Vetoed', 'Done', 'Refunded', 'Refused'];
const PROMOTIONS: string[] = ['Trial', 'HalfPrice'];
const CAMPAIGN_STATES: string[] = ['None', 'Open', 'Missed', 'Met', 'Failed'];
const MISS_REASONS: string[] = ['BelowMinimum', 'Cancelled', 'NotClosedInTime', 'VendorCannotSell'];
const FAIL_REASONS: string[] = ['Declared', 'InvoiceMissing', 'VendorRevoked'];

const TREASURY_BUDGETS: string[] = [
  'Engineering',
  'Marketing',
  'Infrastructure',
  'Unassigned',
  'Team',
  'Foundation',
  'EmergencyReserve',
];
const VOTE_SUPPORTS: string[] = ['Against', 'For', 'Abstain'];
const FRACTIONAL = 255;
const DISPUTE_STATES: string[] = ['None', 'Opened', 'Panel', 'Ruled', 'Appealed', 'Closed'];
const DISPUTE_OUTCOMES: string[] = [
  'None',
  'Agreed',
  'Unanswered',
  'Ruled',
  'RuledOnAppeal',
  'AppealUnanswered',
  'NoRuling',
  'MarketEnded',
];
const BUYBACK_FITNESS: string[] = ['Fit', 'SequencerDown', 'OracleUnfit', 'PoolUnfit', 'Disagree'];
const INSURANCE_SOURCES: string[] = ['Donations', 'Slashes', 'ReserveFactor', 'EmergencyReserve'];

export function campaignStateName(code: i32): string {
  return CAMPAIGN_STATES[code];
}

export function missReasonName(code: i32): string {
  return MISS_REASONS[code];
}

export function failReasonName(code: i32): string {
  return FAIL_REASONS[code];
}

export function treasuryBudgetName(code: i32): string {
  return TREASURY_BUDGETS[code];
}

export function voteSupportName(code: i32): string {
  return code == FRACTIONAL ? 'Fractional' : VOTE_SUPPORTS[code];
}

export function disputeStateName(code: i32): string {
  return DISPUTE_STATES[code];
}

export function disputeOutcomeName(code: i32): string {
  return DISPUTE_OUTCOMES[code];
}

export function buybackFitnessName(code: i32): string {
  return BUYBACK_FITNESS[code];
}

export function insuranceTagName(code: i32): string {
  return INSURANCE_SOURCES[code];
}

export function reasonName(code: i32): string {
  return JOB_REASONS[code];
}

export function resourceName(code: i32): string {
  return RESOURCES[code];
}

export function periodName(code: i32): string {
  return PERIODS[code];
}

export function statusName(code: i32): string {
  return STATUSES[code];
}

export function kycLevelName(code: i32): string {
  return KYC_LEVELS[code];
}

export function revenueTagName(code: i32): string {
  return REVENUE_TAGS[code];
}

export function spotClosingName(code: i32): string {
  return SPOT_CLOSINGS[code];
}

export function reservationStateName(code: i32): string {
  return RESERVATION_STATES[code];
}

export function reservationClosingName(code: i32): string {
  return RESERVATION_CLOSINGS[code];
}

export function stageCauseName(code: i32): string {
  return STAGE_CAUSES[code];
}

export function rejectionName(code: i32): string {
  return REJECTIONS[code];
}

export function programmeName(code: i32): string {
  return PROGRAMMES[code];
}

export function vestingPotName(code: i32): string {
  return VESTING_POTS[code];
}

export function planName(code: i32): string {
  return PLANS[code];
}

export function promotionName(code: i32): string {
  return PROMOTIONS[code];
}

export function bridgeDirectionName(code: i32): string {
  return BRIDGE_DIRECTIONS[code];
}

export function waitingStatusName(code: i32): string {
  return WAITING_STATUSES[code];
}

/** Text of a bytes32 that holds a short string. */
export function textOf(word: Uint8Array): string {
  let length = word.length;
  while (length > 0 && word[length - 1] == 0) length--;
  return String.UTF8.decodeUnsafe(word.dataStart, length);
}
